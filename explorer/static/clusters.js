// Works the page that sets states in a square of agreement, those that are alike side by side.
"use strict";

const MOST = 60; // states in a square: more cannot be told apart
const STEPS = 10; // colours

// An order that puts close ones together: average linkage, two clusters joined at the ends that are closest; a distance
// that is not known counts as the mean of the others. The same as the library's picture of a matrix has.
function clusteredOrder(distances) {
  const lower = distances.flatMap((row, place) => row.slice(0, place)).filter((value) => value !== null);
  const usual = lower.length ? mean(lower) : 0;
  const table = distances.map((row) => row.map((value) => value ?? usual));
  const linkage = new Map(table.map((row, place) => [place, new Map(row.map((value, other) => [other, value]).filter(([other]) => other !== place))]));
  const leaves = new Map(table.map((_, place) => [place, [place]]));
  const chain = [];
  while (linkage.size > 1) {
    if (!chain.length) chain.push(Math.min(...linkage.keys()));
    const last = chain.at(-1), previous = chain.at(-2) ?? -1;
    // On a tie the previous cluster wins, so that the chain ends; then the first.
    const nearest = [...linkage.get(last)].reduce((a, b) => (b[1] - a[1] || (b[0] === previous ? -1 : a[0] === previous ? 1 : b[0] - a[0])) < 0 ? b : a)[0];
    if (nearest !== previous) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    const [kept, gone] = [Math.min(last, nearest), Math.max(last, nearest)];
    merge(linkage, kept, gone, leaves.get(kept).length, leaves.get(gone).length);
    leaves.set(kept, joined(leaves.get(kept), leaves.get(gone), table));
    leaves.delete(gone);
  }
  return [...leaves.values()].flat();
}

function merge(linkage, kept, gone, size, goneSize) {
  const removed = linkage.get(gone);
  linkage.delete(gone);
  linkage.get(kept).delete(gone);
  for (const [cluster, row] of linkage) {
    if (cluster === kept) continue;
    const average = (size * row.get(kept) + goneSize * removed.get(cluster)) / (size + goneSize);
    row.set(kept, average);
    linkage.get(kept).set(cluster, average);
    row.delete(gone);
  }
}

function joined(first, second, table) {
  const ways = [first, [...first].reverse()].flatMap((a) => [second, [...second].reverse()].map((b) => [a, b]));
  return ways.reduce((a, b) => (table[b[0].at(-1)][b[1][0]] < table[a[0].at(-1)][a[1][0]] ? b : a)).flat();
}

function startClusters() {
  const { states, votes, bodies, blocs } = readVotes();
  const stateOf = new Map(states.flatMap((state) => [[fold(state.code), state], [fold(state.name), state]]));
  const sorted = (rows, by) => rows.map((row) => [row, by(row)]).filter(([, value]) => value !== null).sort((p, q) => q[1] - p[1]).map(([row]) => row);

  function active(period) {
    const cast = (state) => period.filter(({ place }) => "YAN".includes(state.cast[place])).length;
    return sorted(states, (state) => cast(state) || null);
  }

  function agreeing(period, least) { // by the mean of the agreement with every other state
    const sums = states.map(() => [0, 0]);
    states.forEach((state, place) => {
      for (let next = place + 1; next < states.length; next += 1) {
        const { n, share: value } = agreement(state, states[next], period);
        if (n < least) continue;
        for (const total of [sums[place], sums[next]]) {
          total[0] += value;
          total[1] += 1;
        }
      }
    });
    const means = new Map(states.map((state, place) => [state, sums[place][1] ? sums[place][0] / sums[place][1] : null]));
    return sorted(states, (state) => means.get(state));
  }

  function members(id, period) {
    const places = period.length ? membersAt(blocs.find((bloc) => bloc.id === id), period).at(-1) : [];
    const last = places.map((place) => states[place]);
    const some = last.length > MOST ? active(period).filter((state) => last.includes(state)).slice(0, MOST) : last;
    return [some, last.length > MOST ? `${last.length} members on the last day of the period; shown are the ${MOST} that voted most.` : "Members on the last day of the period."];
  }

  function own() {
    const asked = at("own").value.split(/[,;]/).map((text) => text.trim()).filter(Boolean);
    const some = [...new Set(asked.map((text) => stateOf.get(fold(text))).filter(Boolean))].slice(0, MOST);
    const unknown = asked.filter((text) => !stateOf.has(fold(text)));
    return [some, unknown.length ? `Not known: ${unknown.join(", ")}. Write codes or names as the page of countries has them.` : ""];
  }

  function setOf(name, period, least) {
    if (name === "own") return own();
    if (name === "active") return [active(period).slice(0, 30), "By the number of votes cast (yes, no, abstention)."];
    if (name === "agreeing") return [agreeing(period, least).slice(0, 30), "By the mean of a state's agreement with every other one."];
    if (name === "disagreeing") return [agreeing(period, least).slice(-30), "By the mean of a state's agreement with every other one."];
    return members(name, period);
  }

  function show() {
    const least = Math.max(1, Number(at("least").value) || 1);
    const { votes: period, text } = choice(votes, bodies);
    const [some, how] = setOf(at("set").value, period, least);
    some.sort((p, q) => p.place - q.place);
    const square = some.map((state) => some.map((other) => {
      const both = agreement(state, other, period);
      return { ...both, share: state !== other && both.n >= least ? both.share : null };
    }));
    const order = clusteredOrder(square.map((row) => row.map((both) => (both.share === null ? null : 1 - both.share))));
    const shares = square.flatMap((row) => row.map((both) => both.share)).filter((value) => value !== null);
    const [low, high] = at("scale").value === "shown" && shares.length ? [Math.min(...shares), Math.max(...shares)] : [0, 1];
    const step = (value) => (high > low ? Math.min(STEPS - 1, Math.floor((STEPS * (value - low)) / (high - low))) : STEPS - 1);
    const name = at("set").selectedOptions[0].textContent;
    const label = name[0].toUpperCase() + name.slice(1);
    at("counted").textContent = `${some.length} states, ${period.length} votes ${text}`;
    at("how").textContent = how;
    caption(`${label}, ${text}`);
    at("answer").textContent = shares.length
      ? `${label}: two of these states agree in ${percent(mean(shares))} of their votes on average, from ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}.`
      : "No two of these states have so many votes in common.";
    document.querySelectorAll("figure .legend li").forEach((item, place) => {
      const ends = [place, place + 1].map((end) => Math.round(100 * (low + ((high - low) * end) / STEPS)));
      item.lastChild.textContent = `${ends[0]}–${ends[1]}%`;
    });
    const heads = ["State", ...order.map((place) => some[place].code)].map((code, place) => {
      const head = document.createElement("th");
      head.scope = "col";
      head.textContent = code;
      if (place) head.abbr = some[order[place - 1]].name;
      return head;
    });
    at("square").tHead.rows[0].replaceChildren(...heads);
    fill("square", order.map((a) => ({
      cells: [some[a].cell, ...order.map((b) => {
        const { share: value } = square[a][b];
        return value === null ? { text: "–", kind: "n" } : { text: percent(value), v: value, kind: `n heat heat${step(value)}` };
      })],
      data: some[a].data,
    })));
    const pairs = order.flatMap((a, place) => order.slice(place + 1).map((b) => ({ a: some[a], b: some[b], ...square[a][b] }))).filter((both) => both.share !== null);
    fill("pairs", pairs.sort((p, q) => q.share - p.share).map((both) => [both.a.cell, both.b.cell, share(both.share), both.n]));
  }

  keepInAddress(["set", "own", "body", "from", "to", "least", "scale"], [at("clusters")], show);
}

document.addEventListener("DOMContentLoaded", startClusters);

// Works the page that sets states in a square of agreement, those that are alike side by side.
"use strict";

const MOST = 60; // states in a square: more cannot be told apart
const STEPS = 10; // colours

// An order that puts close ones together: average linkage, two clusters joined at the ends that are closest; a distance
// that is not known counts as the mean of the others. The same as the library's picture of a matrix has.
function clusteredOrder(distances) {
  const lower = distances.flatMap((row, place) => row.slice(0, place)).filter((one) => one !== null);
  const usual = lower.length ? mean(lower) : 0;
  const table = distances.map((row) => row.map((one) => one ?? usual));
  const between = new Map(table.map((row, place) => [place, new Map(row.map((one, other) => [other, one]).filter(([other]) => other !== place))]));
  const leaves = new Map(table.map((_, place) => [place, [place]]));
  const chain = [];
  while (between.size > 1) {
    if (!chain.length) chain.push(Math.min(...between.keys()));
    const here = chain.at(-1), back = chain.at(-2) ?? -1;
    // On a tie the one before wins, so that the chain ends; then the first.
    const near = [...between.get(here)].reduce((a, b) => (b[1] - a[1] || (b[0] === back ? -1 : a[0] === back ? 1 : b[0] - a[0])) < 0 ? b : a)[0];
    if (near !== back) {
      chain.push(near);
      continue;
    }
    chain.length -= 2;
    const [kept, gone] = [Math.min(here, near), Math.max(here, near)];
    merge(between, kept, gone, leaves.get(kept).length, leaves.get(gone).length);
    leaves.set(kept, joined(leaves.get(kept), leaves.get(gone), table));
    leaves.delete(gone);
  }
  return [...leaves.values()].flat();
}

function merge(between, kept, gone, size, otherSize) {
  const removed = between.get(gone);
  between.delete(gone);
  between.get(kept).delete(gone);
  for (const [other, row] of between) {
    if (other === kept) continue;
    const average = (size * row.get(kept) + otherSize * removed.get(other)) / (size + otherSize);
    row.set(kept, average);
    between.get(kept).set(other, average);
    row.delete(gone);
  }
}

function joined(one, other, table) {
  const ways = [one, [...one].reverse()].flatMap((a) => [other, [...other].reverse()].map((b) => [a, b]));
  return ways.reduce((a, b) => (table[b[0].at(-1)][b[1][0]] < table[a[0].at(-1)][a[1][0]] ? b : a)).flat();
}

function startClusters() {
  const { states, votes, bodies, blocs } = readVotes(window.voteData);
  const stateOf = new Map(states.flatMap((one) => [[fold(one.code), one], [fold(one.name), one]]));
  const sorted = (rows, by) => rows.map((one) => [one, by(one)]).filter(([, value]) => value !== null).sort((p, q) => q[1] - p[1]).map(([one]) => one);

  function active(among) {
    const cast = (one) => among.filter(({ place }) => "YAN".includes(one.cast[place])).length;
    return sorted(states, (one) => cast(one) || null);
  }

  function agreeing(among, least) { // by the mean of the agreement with every other state
    const sums = states.map(() => [0, 0]);
    states.forEach((one, place) => {
      for (let next = place + 1; next < states.length; next += 1) {
        const { n, share: value } = agreement(one, states[next], among);
        if (n < least) continue;
        for (const sum of [sums[place], sums[next]]) {
          sum[0] += value;
          sum[1] += 1;
        }
      }
    });
    const found = new Map(states.map((one, place) => [one, sums[place][1] ? sums[place][0] / sums[place][1] : null]));
    return sorted(states, (one) => found.get(one));
  }

  function members(id, among) {
    const last = among.length ? membersAt(blocs.find(([key]) => key === id), among).at(-1).map((place) => states[place]) : [];
    const left = last.length > MOST ? active(among).filter((one) => last.includes(one)).slice(0, MOST) : last;
    return [left, last.length > MOST ? `${last.length} members on the last day of the period; shown are the ${MOST} that voted most.` : "Members on the last day of the period."];
  }

  function own() {
    const asked = at("own").value.split(/[,;]/).map((text) => text.trim()).filter(Boolean);
    const found = [...new Set(asked.map((text) => stateOf.get(fold(text))).filter(Boolean))].slice(0, MOST);
    const unknown = asked.filter((text) => !stateOf.has(fold(text)));
    return [found, unknown.length ? `Not known: ${unknown.join(", ")}. Write codes or names as the page of countries has them.` : ""];
  }

  function setOf(name, among, least) {
    if (name === "own") return own();
    if (name === "active") return [active(among).slice(0, 30), "By the number of votes cast (yes, no, abstention)."];
    if (name === "agreeing") return [agreeing(among, least).slice(0, 30), "By the mean of a state's agreement with every other one."];
    if (name === "disagreeing") return [agreeing(among, least).slice(-30), "By the mean of a state's agreement with every other one."];
    return members(name, among);
  }

  function show() {
    const least = Math.max(1, Number(at("least").value) || 1);
    const { among, said } = chosen(votes, bodies);
    const [found, how] = setOf(at("set").value, among, least);
    found.sort((p, q) => states.indexOf(p) - states.indexOf(q));
    const square = found.map((one) => found.map((other) => {
      const both = agreement(one, other, among);
      return { ...both, share: one !== other && both.n >= least ? both.share : null };
    }));
    const order = clusteredOrder(square.map((row) => row.map((one) => (one.share === null ? null : 1 - one.share))));
    const known = square.flatMap((row) => row.map((one) => one.share)).filter((one) => one !== null);
    const [low, high] = at("scale").value === "shown" && known.length ? [Math.min(...known), Math.max(...known)] : [0, 1];
    const step = (value) => (high > low ? Math.min(STEPS - 1, Math.floor((STEPS * (value - low)) / (high - low))) : STEPS - 1);
    const name = at("set").selectedOptions[0].textContent;
    const label = name[0].toUpperCase() + name.slice(1);
    at("counted").textContent = `${found.length} states, ${among.length} votes ${said}`;
    at("how").textContent = how;
    caption(`${label}, ${said}`);
    at("answer").textContent = known.length
      ? `${label}: two of these states agree in ${percent(mean(known))} of their votes on average, from ${percent(Math.min(...known))} to ${percent(Math.max(...known))}.`
      : "No two of these states have so many votes in common.";
    document.querySelectorAll("figure .legend li").forEach((item, place) => {
      const ends = [place, place + 1].map((end) => Math.round(100 * (low + ((high - low) * end) / STEPS)));
      item.lastChild.textContent = `${ends[0]}–${ends[1]}%`;
    });
    const heads = ["State", ...order.map((place) => found[place].code)].map((text, place) => {
      const head = document.createElement("th");
      head.scope = "col";
      head.textContent = text;
      if (place) head.abbr = found[order[place - 1]].name;
      return head;
    });
    at("square").tHead.rows[0].replaceChildren(...heads);
    fill("square", order.map((a) => ({
      cells: [found[a].cell, ...order.map((b) => {
        const { share: value } = square[a][b];
        return value === null ? { text: "–", kind: "n" } : { text: percent(value), v: value, kind: `n heat heat${step(value)}` };
      })],
      data: found[a].data,
    })));
    const pairs = order.flatMap((a, place) => order.slice(place + 1).map((b) => ({ a: found[a], b: found[b], ...square[a][b] }))).filter((one) => one.share !== null);
    fill("pairs", pairs.sort((p, q) => q.share - p.share).map((one) => ({ cells: [one.a.cell, one.b.cell, share(one.share), one.n] })));
  }

  keepInAddress(["set", "own", "body", "from", "to", "least", "scale"], [at("clusters")], show);
}

document.addEventListener("DOMContentLoaded", startClusters);

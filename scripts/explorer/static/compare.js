// Works the page that compares states: counts over the period and the votes that the reader chose. See votes.js.
"use strict";

const at = (id) => document.getElementById(id);
const percent = (share) => (share === null ? "–" : `${Math.round(100 * share)}%`);
const decimal = (value) => (value === null ? "–" : value.toFixed(2));
const mean = (values) => (values.length ? values.reduce((sum, one) => sum + one, 0) / values.length : null);
const VOTES = { Y: "yes", A: "abstained", N: "no", X: "absent" };
const STOOD = { F: "signed", G: "signed the rival", 0: "signed neither", "?": "not known" };

// A cell is text, or {text, href} for a link, {text, v} for what sorts, {text, kind} for a class.
function fill(id, rows) {
  const table = at(id);
  const body = rows.map(({ cells, data }) => {
    const row = document.createElement("tr");
    Object.assign(row.dataset, data);
    cells.forEach((given, place) => {
      const one = typeof given === "object" ? given : { text: given };
      const cell = document.createElement(place ? "td" : "th");
      if (!place) cell.scope = "row";
      if (place && /^([\d.]+%?|–)$/.test(one.text)) cell.className = "n";
      if (one.kind) cell.className = one.kind;
      if (one.v !== undefined) cell.dataset.v = one.v ?? "";
      if (one.href) {
        const link = document.createElement("a");
        link.href = one.href;
        link.textContent = one.text;
        cell.append(link);
      } else cell.textContent = one.text;
      row.append(cell);
    });
    return row;
  });
  table.tBodies[0].replaceChildren(...body);
  table.tHead.querySelectorAll("[aria-sort]").forEach((head) => head.removeAttribute("aria-sort"));
  table.dispatchEvent(new Event("filled"));
}

const share = (value) => ({ text: percent(value), v: value });

function start() {
  const data = window.voteData;
  const form = at("compare");
  if (!form || !data) return;
  const states = data.countries.map(([code, name, group, page, x, y], place) => ({
    code, name, group, x, y, cast: data.cast[place], stood: data.stood[place],
    cell: page ? { text: name, href: `countries/${code}.html` } : { text: name },
    data: { code, group, number: data.groups.indexOf(group) + 1, x: x ?? "", y: y ?? "" },
  }));
  const votes = data.votes.map(([day, body, symbol, title, page, whole], place) => ({ day, body, symbol, title, page, whole, place, year: day.slice(0, 4) }));
  const stateOf = new Map(states.map((one) => [one.code, one]));

  // The share of identical votes among those that both cast: as agreement() of the library.
  function agreement(one, other, among) {
    let n = 0, same = 0;
    for (const { place } of among) {
      const a = one.cast[place], b = other.cast[place];
      if (a === "." || a === "X" || b === "." || b === "X") continue;
      n += 1;
      if (a === b) same += 1;
    }
    return { n, same, share: n ? same / n : null };
  }

  const saying = [...document.querySelectorAll("main h2, main caption span, main figcaption, main thead th")].map((place) => [place, place.textContent])
    .filter(([, text]) => /state [AB]\b/i.test(text));

  function name(a, b) { // headings, captions and columns speak of the states chosen
    for (const [place, text] of saying) {
      const said = text.replace(/state A\b/gi, a.name).replace(/state B\b/gi, b.name);
      (place.querySelector("button") || place).textContent = said;
      place.closest("caption")?.querySelector(".csv").setAttribute("aria-label", `CSV: ${said}`);
    }
  }

  function byYear(among) {
    const found = new Map();
    for (const one of among) {
      if (!found.has(one.year)) found.set(one.year, []);
      found.get(one.year).push(one);
    }
    return [...found].reverse();
  }

  const linked = (vote) => ({ text: vote.symbol || vote.title, ...(vote.page && { href: vote.page }) });

  function pair(a, b, among, since, until) {
    const all = agreement(a, b, among);
    at("pair-answer").textContent = a === b ? "Choose two different states."
      : all.n ? `${a.name} and ${b.name} voted the same in ${percent(all.share)} of the ${all.n} votes that both cast (${all.same}).`
        : `${a.name} and ${b.name} have no vote in common in this period.`;
    fill("pair-years", byYear(among).map(([year, its]) => [year, agreement(a, b, its)]).filter(([, one]) => one.n)
      .map(([year, one]) => ({ cells: [year, one.n, one.same, share(one.share)] })));
    const both = among.filter(({ place }) => a.cast[place] !== "." && b.cast[place] !== ".").reverse();
    fill("pair-votes", both.map((vote) => {
      const [one, other] = [a.cast[vote.place], b.cast[vote.place]];
      const same = one === "X" || other === "X" ? "–" : one === other ? "yes" : "no";
      return { cells: [vote.day, linked(vote), vote.title, data.bodies[vote.body], VOTES[one], VOTES[other], same], data: { same } };
    }));
    const spoken = data.statements.flatMap(([day, page, heading, about, said], place) => {
      const [one, other] = [a.stood[place], b.stood[place]];
      const sides = [one, other].filter((where) => where === "F" || where === "G");
      if (!sides.length || day < since || day > until) return [];
      const same = sides.length === 1 ? "one signed" : one === other ? "the same side" : "opposite sides";
      return [{ cells: [{ text: said, v: day }, { text: heading, href: page }, about, STOOD[one] ?? "–", STOOD[other] ?? "–"], data: { same } }];
    });
    fill("pair-statements", spoken.reverse());
  }

  function beside(a, b, among, least) {
    fill("own-years", byYear(among).map(([year, its]) => {
      const count = (letter) => its.filter(({ place }) => a.cast[place] === letter).length;
      return { cells: [year, count("Y"), count("A"), count("X"), count("N")] };
    }).filter(({ cells }) => cells.slice(1).some(Boolean)));
    const others = states.filter((one) => one !== a).map((one) => ({ one, found: agreement(a, one, among), other: agreement(b, one, among) }));
    const known = others.filter(({ found }) => found.n >= least).sort((p, q) => q.found.share - p.found.share);
    fill("partners", known.map(({ one, found }) => ({ cells: [one.cell, one.group || "–", share(found.share), found.n], data: one.data })));
    const poles = known.filter(({ one, other }) => one !== b && other.n >= least);
    fill("poles", poles.map(({ one, found, other }) => ({
      cells: [one.cell, one.group || "–", share(found.share), share(other.share), { text: `${Math.round(100 * (found.share - other.share))} points`, v: found.share - other.share, kind: "n" }],
      data: one.data,
    })));
  }

  // How a bloc divided on one vote, with the members of the day; null where fewer than two could take part.
  function divided(members, { place, whole }) {
    let yes = 0, no = 0, abstain = 0, absent = 0;
    for (const one of members) {
      const letter = states[one].cast[place];
      if (letter === "Y") yes += 1;
      else if (letter === "N") no += 1;
      else if (letter === "A") abstain += 1;
      else if (letter === "X") absent += 1;
    }
    if (!whole || yes + no + abstain + absent < 2) return null;
    const most = Math.max(yes, no, abstain), all = yes + no + abstain;
    return {
      rice: yes + no ? Math.abs(yes - no) / (yes + no) : null,
      index: all ? (most - (all - most) / 2) / all : null,
      divided: Boolean(yes && no),
    };
  }

  function membersAt([, , , changes], among) { // for each vote of a period, in order: the members on its day
    const members = new Set();
    let next = 0;
    return among.map(({ place }) => {
      for (; next < changes.length && changes[next][0] <= place; next += 1) {
        changes[next][1].forEach((one) => members.add(one));
        changes[next][2].forEach((one) => members.delete(one));
      }
      return [...members];
    });
  }

  function cohesion(bloc, among) {
    const members = membersAt(bloc, among);
    return among.map((vote, number) => ({ year: vote.year, ...divided(members[number], vote) })).filter((one) => one.divided !== undefined);
  }

  const means = (found) => [
    found.length,
    ...["rice", "index"].map((name) => mean(found.map((one) => one[name]).filter((one) => one !== null))).map((one) => ({ text: decimal(one), v: one })),
    found.filter((one) => one.divided).length,
  ];

  function blocs(among) {
    fill("cohesion", data.blocs.map((bloc) => ({ bloc, found: cohesion(bloc, among) })).filter(({ found }) => found.length)
      .map(({ bloc, found }) => ({ cells: [{ text: bloc[2], href: `blocs/${bloc[0]}.html` }, ...means(found)] })));
  }

  function oneBloc(among, least) {
    const bloc = data.blocs.find(([id]) => id === at("bloc").value);
    fill("cohesion-years", byYear(cohesion(bloc, among)).map(([year, found]) => ({ cells: [year, ...means(found)] })));
    const members = among.length ? membersAt(bloc, among).at(-1).map((place) => states[place]) : [];
    const shown = members.length > 60 ? [] : members;
    at("matrix-note").textContent = shown.length || !members.length ? "" : `${members.length} members: too many for a square of every two; choose a smaller bloc.`;
    const heads = ["State", ...shown.map((one) => one.code)].map((text) => {
      const head = document.createElement("th");
      head.scope = "col";
      head.textContent = text;
      return head;
    });
    at("matrix").tHead.rows[0].replaceChildren(...heads);
    at("matrix").closest(".scroll").hidden = !shown.length;
    fill("matrix", shown.map((one) => ({ cells: [one.cell, ...shown.map((other) => {
      const found = agreement(one, other, among);
      if (one === other || found.n < least) return "–";
      return { text: percent(found.share), kind: `n share share${Math.min(4, Math.floor(5 * found.share))}` };
    })] })));
  }

  function alone(among, least) {
    const most = among.map(({ place }) => {
      const counts = { Y: 0, A: 0, N: 0 };
      for (const one of states) if (one.cast[place] in counts) counts[one.cast[place]] += 1;
      const [first, second] = Object.entries(counts).sort((p, q) => q[1] - p[1]);
      return first[1] === second[1] ? "" : first[0];
    });
    const rows = states.map((one) => {
      let n = 0, other = 0;
      among.forEach(({ place }, number) => {
        const letter = one.cast[place];
        if (!most[number] || letter === "." || letter === "X") return;
        n += 1;
        if (letter !== most[number]) other += 1;
      });
      return { one, n, other };
    }).filter(({ n }) => n >= least).sort((p, q) => q.other / q.n - p.other / p.n);
    fill("outvoted", rows.map(({ one, n, other }) => ({ cells: [one.cell, one.group || "–", n, other, share(other / n)] })));
  }

  function extremes(among, least) {
    const found = [];
    states.forEach((one, place) => {
      for (const other of states.slice(place + 1)) {
        const both = agreement(one, other, among);
        if (both.n >= least) found.push({ one, other, ...both });
      }
    });
    found.sort((p, q) => q.share - p.share);
    const rows = (pairs) => pairs.map((pair) => ({ cells: [pair.one.cell, pair.other.cell, share(pair.share), pair.n] }));
    fill("alike", rows(found.slice(0, 30)));
    fill("apart", rows(found.slice(-30).reverse()));
  }

  const KEYS = ["a", "b", "body", "from", "to", "least", "bloc"];
  const asked = new URLSearchParams(location.search);
  at("a").value = "USA";
  at("b").value = "CHN";
  for (const key of KEYS) {
    const kept = at(key).value;
    if (asked.get(key)) at(key).value = asked.get(key);
    if (!at(key).value) at(key).value = key === "body" ? "" : kept; // an unknown state or bloc
  }

  function show() {
    const [a, b] = [stateOf.get(at("a").value), stateOf.get(at("b").value)];
    const [since, until, body] = [at("from").value || at("from").min, at("to").value || at("to").max, at("body").value];
    const least = Math.max(1, Number(at("least").value) || 1);
    const among = votes.filter((one) => one.day >= since && one.day <= until && (!body || one.body === body));
    at("counted").textContent = `${among.length} votes from ${since} to ${until}${body ? `: ${data.bodies[body]}` : ""}`;
    name(a, b);
    pair(a, b, among, since, until);
    beside(a, b, among, least);
    blocs(among);
    oneBloc(among, least);
    alone(among, least);
    extremes(among, least);
    history.replaceState(null, "", `?${new URLSearchParams(KEYS.map((key) => [key, at(key).value]))}${location.hash}`);
  }

  for (const one of [form, at("one-bloc")]) {
    one.hidden = false;
    one.addEventListener("submit", (event) => event.preventDefault());
    one.addEventListener("change", show);
  }
  show();
}

document.addEventListener("DOMContentLoaded", start);

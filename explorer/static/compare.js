// Works the page that compares states: counts over the period and the votes that the reader chose.
"use strict";

const STOOD = { F: "signed", G: "signed the rival", 0: "signed neither", "?": "not known" };

function start() {
  const { states, votes, bodies, blocs, subjects, statements } = readVotes(window.voteData);
  const stateOf = new Map(states.map((one) => [one.code, one]));

  const saying = [...document.querySelectorAll("main h2, main caption span, main figcaption, main thead th")].map((place) => [place, place.textContent])
    .filter(([, text]) => /state [AB]\b/i.test(text));

  function name(a, b) { // headings, captions and columns speak of the states chosen
    for (const [place, text] of saying) {
      const said = text.replace(/state A\b/gi, a.name).replace(/state B\b/gi, b.name);
      (place.querySelector("button") || place).textContent = said;
      place.closest("caption")?.querySelector(".csv").setAttribute("aria-label", `CSV: ${said}`);
    }
  }

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
      return { cells: [vote.day, linked(vote), vote.title, bodies[vote.body], VOTES[one], VOTES[other], same], data: { same } };
    }));
    const spoken = statements.flatMap(([day, page, heading, about, said], place) => {
      const [one, other] = [a.stood[place], b.stood[place]];
      const sides = [one, other].filter((where) => where === "F" || where === "G");
      if (!sides.length || day < since || day > until) return [];
      const same = sides.length === 1 ? "one signed" : one === other ? "the same side" : "opposite sides";
      return [{ cells: [{ text: said, v: day }, { text: heading, href: page }, about, STOOD[one] ?? "–", STOOD[other] ?? "–"], data: { same } }];
    });
    fill("pair-statements", spoken.reverse());
  }

  function own(a, among) {
    const its = among.filter(({ place }) => a.cast[place] !== ".").reverse();
    fill("own-votes", its.map((vote) => {
      const how = VOTES[a.cast[vote.place]];
      return { cells: [vote.day, linked(vote), vote.title, bodies[vote.body], vote.kind, how], data: { how, body: bodies[vote.body] } };
    }));
    const counts = subjects.map(() => ({ Y: 0, A: 0, X: 0, N: 0 }));
    for (const vote of its) if (vote.text) for (const place of vote.subjects) counts[place][a.cast[vote.place]] += 1;
    const rows = subjects.map((one, place) => ({ one, counts: counts[place], cast: counts[place].Y + counts[place].A + counts[place].N })).filter(({ cast }) => cast);
    fill("own-subjects", rows.sort((p, q) => q.cast - p.cast).map(({ one, counts: found, cast }) => ({
      cells: [{ text: one.name, href: `subjects.html?subject=${one.key}` }, one.kind, cast, ...["Y", "A", "N"].map((letter) => share(ratio(found[letter], cast)))],
      data: { kind: one.kind },
    })));
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

  function cohesion(bloc, among) {
    const members = membersAt(bloc, among);
    return among.map((vote, number) => ({ year: vote.year, ...divided(members[number], vote) })).filter((one) => one.divided !== undefined);
  }

  const means = (found) => [
    found.length,
    ...["rice", "index"].map((name) => mean(found.map((one) => one[name]).filter((one) => one !== null))).map((one) => ({ text: decimal(one), v: one })),
    found.filter((one) => one.divided).length,
  ];

  function cohesions(among, since) {
    const rows = blocs.map((bloc) => ({ bloc, found: cohesion(bloc, among) })).filter(({ found }) => found.length);
    const late = rows.map(({ bloc }) => bloc).filter((bloc) => since < bloc[4]);
    at("known-since").hidden = !late.length;
    at("known-since").textContent = `Members are known as a whole only since: ${late.map((bloc) => `${bloc[4]} (${bloc[1]})`).join("; ")}. Before, some may be missing or counted too early.`;
    fill("cohesion", rows.map(({ bloc, found }) => ({ cells: [{ text: bloc[2], href: `blocs/${bloc[0]}.html` }, ...means(found)] })));
  }

  function oneBloc(among) {
    const bloc = blocs.find(([id]) => id === at("bloc").value);
    fill("cohesion-years", byYear(cohesion(bloc, among)).map(([year, found]) => ({ cells: [year, ...means(found)] })));
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
    fill("outvoted", rows.map(({ one, n, other }) => ({ cells: [one.cell, one.group || "–", n, other, share(other / n)], data: one.data })));
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

  at("a").value = "USA";
  at("b").value = "CHN";

  function show() {
    const [a, b] = [stateOf.get(at("a").value), stateOf.get(at("b").value)];
    const least = Math.max(1, Number(at("least").value) || 1);
    const { among, since, until, said } = chosen(votes, bodies);
    at("counted").textContent = `${among.length} votes ${said}`;
    name(a, b);
    pair(a, b, among, since, until);
    own(a, among);
    beside(a, b, among, least);
    cohesions(among, since);
    oneBloc(among);
    alone(among, least);
    extremes(among, least);
  }

  keepInAddress(["a", "b", "body", "from", "to", "least", "bloc"], [at("compare"), at("one-bloc")], show);
}

document.addEventListener("DOMContentLoaded", start);

// Works the page that compares states: counts over the period and the votes that the reader chose.
"use strict";

const POSITIONS = { F: "signed", G: "signed the rival", 0: "signed neither", "?": "not known" };

function start() {
  const { states, votes, bodies, blocs, subjects, statements } = readVotes();
  const stateOf = new Map(states.map((state) => [state.code, state]));

  const texts = [...document.querySelectorAll("main h2, main caption span, main figcaption, main thead th")]
    .map((element) => [element, element.textContent])
    .filter(([, text]) => /state [AB]\b/i.test(text));

  function name(a, b) { // headings, captions and columns speak of the states chosen
    for (const [element, text] of texts) {
      const named = text.replace(/state A\b/gi, a.name).replace(/state B\b/gi, b.name);
      (element.querySelector("button") || element).textContent = named;
      element.closest("caption")?.querySelector(".csv").setAttribute("aria-label", `CSV: ${named}`);
    }
  }

  function pair(a, b, period, since, until) {
    const all = agreement(a, b, period);
    const broken = acrossBreak(period) ? " The period runs across the day from which the record has a selection of the Assembly's votes." : "";
    at("pair-answer").textContent = a === b ? "Choose two different states."
      : all.n ? `${a.name} and ${b.name} voted the same in ${percent(all.share)} of the ${all.n} votes that both cast (${all.same}).${broken}`
        : `${a.name} and ${b.name} have no vote in common in this period.`;
    fill("pair-years", byYear(period).map(([year, its]) => [year, agreement(a, b, its)]).filter(([, both]) => both.n)
      .map(([year, both]) => [year, both.n, both.same, share(both.share)]));
    const shared = period.filter(({ place }) => a.cast[place] !== "." && b.cast[place] !== ".").reverse();
    fill("pair-votes", shared.map((vote) => {
      const [letter, other] = [a.cast[vote.place], b.cast[vote.place]];
      const same = letter === "X" || other === "X" ? "–" : letter === other ? "yes" : "no";
      return { cells: [vote.day, linked(vote), vote.title, bodies[vote.body], VOTES[letter], VOTES[other], same], data: { same } };
    }));
    const spoken = statements.flatMap(([day, page, heading, about, when], place) => {
      const [letter, other] = [a.signed[place], b.signed[place]];
      const sides = [letter, other].filter((side) => side === "F" || side === "G");
      if (!sides.length || day < since || day > until) return [];
      const same = sides.length === 1 ? "one signed" : letter === other ? "the same side" : "opposite sides";
      return [{ cells: [{ text: when, v: day }, { text: heading, href: page }, about, POSITIONS[letter] ?? "–", POSITIONS[other] ?? "–"], data: { same } }];
    });
    fill("pair-statements", spoken.reverse());
  }

  function own(a, period) {
    const its = period.filter(({ place }) => a.cast[place] !== ".").reverse();
    fill("own-votes", its.map((vote) => {
      const how = VOTES[a.cast[vote.place]];
      return { cells: [vote.day, linked(vote), vote.title, bodies[vote.body], vote.kind, how], data: { how, body: bodies[vote.body] } };
    }));
    const counts = subjects.map(() => ({ Y: 0, A: 0, X: 0, N: 0 }));
    for (const vote of its) if (vote.text) for (const place of vote.subjects) counts[place][a.cast[vote.place]] += 1;
    const rows = subjects.map((subject, place) => {
      const { Y, A, N } = counts[place];
      return { subject, shares: [Y, A, N], cast: Y + A + N };
    }).filter(({ cast }) => cast);
    fill("own-subjects", rows.sort((p, q) => q.cast - p.cast).map(({ subject, shares, cast }) => ({
      cells: [{ text: subject.name, href: `subjects.html?subject=${subject.key}` }, subject.kind, cast, ...shares.map((count) => share(ratio(count, cast)))],
      data: { kind: subject.kind },
    })));
  }

  function beside(a, b, period, least) {
    fill("own-years", byYear(period).map(([year, its]) => {
      const count = (letter) => its.filter(({ place }) => a.cast[place] === letter).length;
      return [year, count("Y"), count("A"), count("X"), count("N")];
    }).filter((cells) => cells.slice(1).some(Boolean)));
    const partners = states.filter((state) => state !== a)
      .map((state) => ({ state, withA: agreement(a, state, period), withB: agreement(b, state, period) }))
      .filter(({ withA }) => withA.n >= least)
      .sort((p, q) => q.withA.share - p.withA.share);
    fill("partners", partners.map(({ state, withA }) => ({ cells: [state.cell, state.group || "–", share(withA.share), withA.n], data: state.data })));
    const poles = partners.filter(({ state, withB }) => state !== b && withB.n >= least);
    fill("poles", poles.map(({ state, withA, withB }) => {
      const difference = withA.share - withB.share;
      return {
        cells: [state.cell, state.group || "–", share(withA.share), share(withB.share), { text: `${Math.round(100 * difference)} points`, v: difference, kind: "n" }],
        data: state.data,
      };
    }));
  }

  // How a bloc divided on the votes of a period that are known whole, with the members of the day.
  function cohesion(bloc, period) {
    const members = membersAt(bloc, period);
    return period.flatMap((vote, number) => {
      const row = vote.whole ? divided(members[number].map((place) => states[place].cast[vote.place])) : null;
      return row ? [{ vote, year: vote.year, ...row }] : [];
    });
  }

  const means = (rows) => [
    rows.length,
    ...["rice", "index"].map((key) => mean(rows.map((row) => row[key]).filter((value) => value !== null)))
      .map((value) => ({ text: decimal(value), v: value })),
    rows.filter((row) => row.divided).length,
  ];

  function cohesions(period, since) {
    const some = blocs.map((bloc) => ({ bloc, rows: cohesion(bloc, period) })).filter(({ rows }) => rows.length);
    sayKnownSince("known-since", some.map(({ bloc }) => bloc), since);
    fill("cohesion", some.map(({ bloc, rows }) => [{ text: bloc.name, href: `blocs/${bloc.id}.html` }, ...means(rows)]));
  }

  function oneBloc(period) {
    const rows = cohesion(blocs.find(({ id }) => id === at("bloc").value), period);
    fill("cohesion-years", byYear(rows).map(([year, its]) => [year, ...means(its)]));
    fill("bloc-votes", rows.reverse().map(({ vote, counts, rice, index, divided: both }) => ({
      cells: [
        vote.day, linked(vote), vote.title, bodies[vote.body], counts.Y, counts.N, counts.A, counts.X,
        { text: decimal(rice), v: rice, kind: "n" }, { text: decimal(index), v: index, kind: "n" },
        { bar: Object.entries(KINDS).map(([letter, kind]) => [kind, counts[letter]]) },
      ],
      data: { both: both ? "yes" : "no", body: bodies[vote.body] },
    })));
  }

  function alone(period, least) {
    const most = period.map(({ place }) => {
      const counts = { Y: 0, A: 0, N: 0 };
      for (const state of states) if (state.cast[place] in counts) counts[state.cast[place]] += 1;
      const [first, second] = Object.entries(counts).sort((p, q) => q[1] - p[1]);
      return first[1] === second[1] ? "" : first[0];
    });
    const rows = states.map((state) => {
      let n = 0, other = 0;
      period.forEach(({ place }, number) => {
        const letter = state.cast[place];
        if (!most[number] || letter === "." || letter === "X") return;
        n += 1;
        if (letter !== most[number]) other += 1;
      });
      return { state, n, other };
    }).filter(({ n }) => n >= least).sort((p, q) => q.other / q.n - p.other / p.n);
    fill("outvoted", rows.map(({ state, n, other }) => ({ cells: [state.cell, state.group || "–", n, other, share(other / n)], data: state.data })));
  }

  function extremes(period, least) {
    const pairs = [];
    states.forEach((state, place) => {
      for (const other of states.slice(place + 1)) {
        const both = agreement(state, other, period);
        if (both.n >= least) pairs.push({ state, other, ...both });
      }
    });
    pairs.sort((p, q) => q.share - p.share);
    const rows = (some) => some.map((both) => [both.state.cell, both.other.cell, share(both.share), both.n]);
    fill("alike", rows(pairs.slice(0, 30)));
    fill("apart", rows(pairs.slice(-30).reverse()));
  }

  at("a").value = "USA";
  at("b").value = "CHN";

  function show() {
    const [a, b] = [stateOf.get(at("a").value), stateOf.get(at("b").value)];
    const least = Math.max(1, Number(at("least").value) || 1);
    const { votes: period, since, until, text } = choice(votes, bodies);
    at("counted").textContent = `${period.length} votes ${text}`;
    name(a, b);
    pair(a, b, period, since, until);
    own(a, period);
    beside(a, b, period, least);
    cohesions(period, since);
    oneBloc(period);
    alone(period, least);
    extremes(period, least);
  }

  keepInAddress(["a", "b", "body", "from", "to", "least", "bloc"], [at("compare"), at("one-bloc")], show);
}

document.addEventListener("DOMContentLoaded", start);

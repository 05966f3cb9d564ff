// Works the page of consensus: how texts were adopted, by year, by subject, before and after a year. See texts.js.
"use strict";

const FREE = "without a vote"; // consensus, as the page means it
const SET_ASIDE = ["withdrawn", "not considered"];
const libraryOf = (record) => record && `https://searchlibrary.ohchr.org/record/${record}`;

function startConsensus() {
  const { texts: rows, bodies, kinds, modes, subjects } = window.textData;
  const texts = rows.map(([day, body, symbol, title, kind, mode, outcome, tally, about, record, rollcall]) => ({
    day, body, symbol, title, kind: kinds[kind], mode: modes[mode], outcome, tally, about, year: day.slice(0, 4),
    library: libraryOf(record), page: rollcall && pageOf(rollcall),
  }));
  const marks = JSON.parse(at("marks").textContent);
  const isDecided = ({ mode }) => !SET_ASIDE.includes(mode) && mode !== "not known";
  const isFree = ({ mode }) => mode === FREE;

  const countsOf = (its) => modes.map((mode) => its.filter((text) => text.mode === mode).length);
  const bar = (counts) => ({ bar: counts.map((count, place) => [marks[place], count]) });
  function consensus(its) {
    const decided = its.filter(isDecided);
    const free = decided.filter(isFree).length;
    return { n: decided.length, free, share: ratio(free, decided.length) };
  }

  const cellsOf = (text) => [
    { text: text.symbol || text.title, ...(text.library && { href: text.library }) }, text.title, bodies[text.body], text.kind,
  ];
  const named = ({ about }) => about.map((place) => subjects[place]).join("; ");

  function bySubject(its) {
    const lists = subjects.map(() => []);
    for (const text of its) for (const place of text.about) lists[place].push(text);
    return lists;
  }

  function overTime(its) {
    fill("years", yearsOf(its).map(([year, textsOf]) => [String(year), textsOf.length, share(consensus(textsOf).share), ...countsOf(textsOf)]));
  }

  function setAside(period) { // of every kind: most are amendments
    const its = period.filter(({ mode }) => SET_ASIDE.includes(mode));
    fill("aside-years", yearsOf(its).map(([year, textsOf]) => [String(year), ...SET_ASIDE.map((wanted) => textsOf.filter(({ mode }) => mode === wanted).length)]));
    fill("set-aside", its.reverse().map((text) => ({
      cells: [text.day, ...cellsOf(text), text.mode, named(text)], data: { mode: text.mode, kind: text.kind },
    })));
  }

  function subjectsOf(its, least) {
    const lists = bySubject(its).map((textsOf, place) => ({ name: subjects[place], textsOf, ...consensus(textsOf) })).filter(({ n }) => n >= least);
    lists.sort((p, q) => q.share - p.share || q.n - p.n);
    fill("subjects", lists.map((row) => [row.name, row.n, share(row.share), share(1 - row.share), bar(countsOf(row.textsOf))]));
  }

  function changes(its, least, split) {
    const [before, after] = [its.filter(({ year }) => year < split), its.filter(({ year }) => year >= split)].map(bySubject);
    const lists = subjects.map((name, place) => ({ name, early: consensus(before[place]), late: consensus(after[place]) }))
      .filter(({ early, late }) => early.n >= least && late.n >= least)
      .map((row) => ({ ...row, change: 100 * (row.late.share - row.early.share) }));
    lists.sort((p, q) => Math.abs(q.change) - Math.abs(p.change));
    fill("changes", lists.map(({ name, early, late, change }) => ({
      cells: [name, early.n, share(early.share), late.n, share(late.share), { text: points(change), v: change, kind: "n" }],
      data: { way: change > 0 ? "more without a vote" : change < 0 ? "more votes" : "the same" },
    })));
  }

  function show() {
    const { votes: period, text } = choice(texts, bodies);
    const kind = at("kind").value;
    const its = period.filter((row) => !kind || (kind === "text" ? row.kind.startsWith("draft ") : row.kind === kind));
    const least = Math.max(1, Number(at("least").value) || 1);
    const all = consensus(its);
    at("counted").textContent = `${its.length} texts ${text}`;
    at("answer").textContent = all.n
      ? `${all.free} of the ${all.n} texts decided were adopted without a vote: ${percent(all.share)}.`
      : "No text was decided in this period.";
    caption(text);
    overTime(its);
    subjectsOf(its, least);
    changes(its, least, at("split").value);
    setAside(period);
    fill("texts", [...its].reverse().map((row) => ({
      cells: [row.day, ...cellsOf(row), row.mode, row.outcome || "–", row.page ? { text: row.tally || "roll", href: row.page } : row.tally || "–", named(row)],
      data: { body: bodies[row.body], kind: row.kind, mode: row.mode },
    })));
  }

  keepInAddress(["body", "kind", "from", "to", "least", "split"], [at("choice")], show);
}

document.addEventListener("DOMContentLoaded", startConsensus);

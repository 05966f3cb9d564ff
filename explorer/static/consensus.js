// Works the page of consensus: how texts were adopted, by year, by subject, before and after a year. See texts.js.
"use strict";

const FREE = "without a vote"; // consensus, as the page means it
const SET_ASIDE = ["withdrawn", "not considered"];

function startConsensus() {
  const { texts: rows, bodies, kinds, modes, subjects } = window.textData;
  const texts = rows.map(([day, body, symbol, title, kind, mode, outcome, tally, about, record, id, paged]) => ({
    day, body, symbol, title, kind: kinds[kind], mode: modes[mode], outcome, tally, about, year: day.slice(0, 4), id,
    library: libraryOf(body, record), page: id && pageOf(id, paged),
  }));
  const marks = JSON.parse(at("marks").textContent);
  const isDecided = (one) => !SET_ASIDE.includes(one.mode) && one.mode !== "not known";
  const isFree = (one) => one.mode === FREE;

  const countsOf = (its) => modes.map((mode) => its.filter((one) => one.mode === mode).length);
  const bar = (counts) => ({ bar: counts.map((count, place) => [marks[place], count]) });
  function consensus(its) {
    const decided = its.filter(isDecided);
    return { n: decided.length, free: decided.filter(isFree).length, share: ratio(decided.filter(isFree).length, decided.length) };
  }

  const cellsOf = (one) => [
    { text: one.symbol || one.title, ...(one.library && { href: one.library }) }, one.title, bodies[one.body], one.kind,
  ];
  const named = (one) => one.about.map((place) => subjects[place]).join("; ");

  function bySubject(its) {
    const found = subjects.map((name) => ({ name, its: [] }));
    for (const one of its) for (const place of one.about) found[place].its.push(one);
    return found;
  }

  function overTime(its) {
    fill("years", yearsOf(its).map(([year, found]) => ({ cells: [String(year), found.length, share(consensus(found).share), ...countsOf(found)] })));
  }

  function setAside(among) { // of every kind: most are amendments
    const its = among.filter(({ mode }) => SET_ASIDE.includes(mode));
    fill("aside-years", yearsOf(its).map(([year, found]) => ({ cells: [String(year), ...SET_ASIDE.map((wanted) => found.filter(({ mode }) => mode === wanted).length)] })));
    fill("set-aside", its.reverse().map((one) => ({ cells: [one.day, ...cellsOf(one), one.mode, named(one)], data: { mode: one.mode, kind: one.kind } })));
  }

  function subjectsOf(its, least) {
    const found = bySubject(its).map((one) => ({ ...one, ...consensus(one.its) })).filter(({ n }) => n >= least);
    found.sort((p, q) => q.share - p.share || q.n - p.n);
    fill("subjects", found.map((one) => ({ cells: [one.name, one.n, share(one.share), share(1 - one.share), bar(countsOf(one.its))] })));
  }

  function changes(its, least, split) {
    const [before, after] = [its.filter((one) => one.year < split), its.filter((one) => one.year >= split)].map(bySubject);
    const found = subjects.map((name, place) => ({ name, one: consensus(before[place].its), other: consensus(after[place].its) }))
      .filter(({ one, other }) => one.n >= least && other.n >= least)
      .map((row) => ({ ...row, change: 100 * (row.other.share - row.one.share) }));
    found.sort((p, q) => Math.abs(q.change) - Math.abs(p.change));
    fill("changes", found.map(({ name, one, other, change }) => ({
      cells: [name, one.n, share(one.share), other.n, share(other.share), { text: points(change), v: change, kind: "n" }],
      data: { way: change > 0 ? "more without a vote" : change < 0 ? "more votes" : "the same" },
    })));
  }

  function show() {
    const { among, said } = chosen(texts, bodies);
    const kind = at("kind").value;
    const its = among.filter((one) => !kind || (kind === "text" ? one.kind.startsWith("draft ") : one.kind === kind));
    const least = Math.max(1, Number(at("least").value) || 1);
    const all = consensus(its);
    at("counted").textContent = `${its.length} texts ${said}`;
    at("answer").textContent = all.n
      ? `${all.free} of the ${all.n} texts decided were adopted without a vote: ${percent(all.share)}.`
      : "No text was decided in this period.";
    caption(said);
    overTime(its);
    subjectsOf(its, least);
    changes(its, least, at("split").value);
    const latest = [...its].reverse();
    setAside(among);
    fill("texts", latest.map((one) => ({
      cells: [one.day, ...cellsOf(one), one.mode, one.outcome || "–", one.page ? { text: one.tally || "roll", href: one.page } : one.tally || "–", named(one)],
      data: { body: bodies[one.body], kind: one.kind, mode: one.mode },
    })));
  }

  keepInAddress(["body", "kind", "from", "to", "least", "split"], [at("choice")], show);
}

document.addEventListener("DOMContentLoaded", startConsensus);

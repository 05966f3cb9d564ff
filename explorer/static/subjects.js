// Works the page of subjects: support over time with its trend, and how every state voted.
"use strict";

const support = ({ tally: [yes, no, abstain] }) => ratio(yes, yes + no + abstain);
const sided = ({ tally: [yes, no] }) => ratio(yes, yes + no);
const averaged = (votes, shareOf) => mean(votes.map(shareOf).filter((value) => value !== null));

// The least-squares line through the means of the years; null for fewer than three.
function trend(means) {
  if (means.length < 3) return null;
  const [x, y] = [0, 1].map((place) => mean(means.map((point) => point[place])));
  const slope = sum(means.map(([a, b]) => (a - x) * (b - y))) / sum(means.map(([a]) => (a - x) ** 2));
  return { decade: 1000 * slope, at: (year) => y + slope * (year - x) };
}

const decade = (line) => (line ? { text: points(line.decade), v: line.decade, kind: "n" } : { text: "–", v: "", kind: "n" });

// No line runs across the day from which the record has a selection of the Assembly's votes: those on situations.
const isSituation = (subject) => subject.startsWith("situation-");
const broken = (subject, votes) => !isSituation(subject) && acrossBreak(votes);
const trendOf = (subject, votes, shareOf) => (broken(subject, votes) ? null
  : trend(yearsOf(votes).map(([year, its]) => [year, averaged(its, shareOf)]).filter(([, value]) => value !== null)));

function startSubjects() {
  const { states, votes, bodies, subjects } = readVotes();
  const inside = (subject) => (vote) => subject === "all" || vote.subjects.some((place) => subjects[place].key === subject);
  const KEYS = ["subject", "words", "kind", "body", "from", "to"];
  const addressOf = (subject) => `subjects.html?${new URLSearchParams({ ...Object.fromEntries(KEYS.map((key) => [key, at(key).value])), subject })}`;

  const titles = new WeakMap(); // folded once
  function named(vote, words) {
    if (!titles.has(vote)) titles.set(vote, fold(vote.title));
    return words.every((word) => titles.get(vote).includes(word));
  }

  function related(subject, its) { // what the same votes are about
    const counts = new Map();
    for (const vote of its) for (const place of vote.subjects) counts.set(place, (counts.get(place) ?? 0) + 1);
    const others = [...counts].filter(([place]) => subjects[place].key !== subject).sort((p, q) => q[1] - p[1]).slice(0, 10);
    at("related").hidden = subject === "all" || !others.length;
    at("related").lastElementChild.replaceChildren(...others.flatMap(([place, count], number) =>
      [number ? ", " : "", linkTo(addressOf(subjects[place].key), subjects[place].name), ` (${count})`]));
  }

  function overTime(subject, its) {
    const years = yearsOf(its);
    const line = trendOf(subject, its, support);
    fill("years", years.map(([year, votesOf]) =>
      [String(year), votesOf.length, share(averaged(votesOf, support)), share(averaged(votesOf, sided)), line ? share(line.at(year)) : "–"]));
    const counted = years.filter(([, votesOf]) => votesOf.length).length;
    const other = trendOf(subject, its, sided);
    at("trend").textContent = line
      ? `Least-squares line through the means of ${counted} years: ${points(line.decade)} percentage points a decade; among yes and no alone ${other ? points(other.decade) : "not known"}.`
      : broken(subject, its) ? `No trend: the record has all votes of the Assembly up to ${window.stateData.break}, and a selection after that.`
        : "Too few years with votes for a trend: it needs three.";
  }

  function contested(its) { // the lower end of each range included
    const shares = its.map(sided).filter((value) => value !== null);
    const ranges = [0, 20, 40, 60, 80].map((low) => [`${low}–${low + 20}%`, shares.filter((value) => value >= low / 100 && value < (low + 20) / 100).length]);
    fill("contested", [...ranges, ["100%", shares.filter((value) => value === 1).length]]);
  }

  function byState(its) {
    const rows = states.map((state) => {
      const counts = { Y: 0, A: 0, X: 0, N: 0, ".": 0 };
      for (const { place } of its) counts[state.cast[place]] += 1;
      return { state, counts, cast: counts.Y + counts.A + counts.N };
    }).filter(({ cast, counts }) => cast || counts.X);
    const yes = ({ counts, cast }) => (cast ? counts.Y / cast : -1);
    rows.sort((p, q) => yes(q) - yes(p) || q.cast - p.cast);
    fill("states", rows.map(({ state, counts, cast }) => ({
      cells: [
        state.cell, state.group || "–", cast, ...["Y", "A", "N"].map((letter) => share(ratio(counts[letter], cast))), counts.X,
        { bar: Object.entries(KINDS).map(([letter, kind]) => [kind, counts[letter]]) },
      ],
      data: state.data,
    })));
  }

  function show() {
    const { votes: period, text } = choice(votes, bodies);
    const kind = at("kind").value;
    const words = fold(at("words").value).split(" ");
    const kept = period.filter((vote) => (!kind || (kind === "text" ? vote.text : vote.kind === kind)) && (!words[0] || named(vote, words)));
    const subject = at("subject").value;
    const its = kept.filter(inside(subject));
    const name = at("subject").selectedOptions[0].textContent;
    const label = name[0].toUpperCase() + name.slice(1) + (words[0] ? `, “${at("words").value.trim()}” in the title` : "");
    at("counted").textContent = `${its.length} votes ${text}`;
    at("answer").textContent = its.length
      ? `${label}: ${its.length} votes. On average ${percent(averaged(its, support))} of those who voted said yes; counting yes and no alone, ${percent(averaged(its, sided))}.`
      : `${label}: no vote in this period.`;
    const page = subjects.find(({ key }) => key === subject)?.page;
    at("page").hidden = !page;
    at("page").firstElementChild.href = page ?? "";
    caption(`${label}, ${text}`);
    related(subject, its);
    overTime(subject, its);
    contested(its);
    byState(its);
    fill("votes", [...its].reverse().map((vote) => {
      const [yes, no, abstain] = vote.tally;
      return {
        cells: [
          vote.day, linked(vote), vote.title, bodies[vote.body], vote.kind, ...vote.tally.map((number) => number ?? "–"),
          Math.abs(yes - no), share(support(vote)), { bar: [["for", yes], ["neutral", abstain], ["against", no]] },
        ],
        data: { body: bodies[vote.body] },
      };
    }));
    const rows = subjects.map((row, place) => ({ row, votesOf: kept.filter((vote) => vote.subjects.includes(place)) })).filter(({ votesOf }) => votesOf.length);
    rows.sort((p, q) => q.votesOf.length - p.votesOf.length);
    fill("subjects", rows.map(({ row, votesOf }) => ({
      cells: [{ text: row.name, href: addressOf(row.key) }, row.kind, votesOf.length, share(averaged(votesOf, support)), share(averaged(votesOf, sided)), decade(trendOf(row.key, votesOf, support))],
      data: { kind: row.kind },
    })));
  }

  // Votes on a situation, and those of Council and Commission, have no break.
  const query = new URLSearchParams(location.search);
  if (/^(situation|catalogue)-/.test(query.get("subject")) && !query.has("to")) at("to").value = at("to").max;
  keepInAddress(KEYS, [at("choice")], show);
}

document.addEventListener("DOMContentLoaded", startSubjects);

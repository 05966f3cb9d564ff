// Works the page of subjects: support over time with its trend, and how every state voted.
"use strict";

const VOTED = { Y: "for", A: "neutral", X: "absent", N: "against" };
const support = ({ tally: [yes, no, abstain] }) => ratio(yes, yes + no + abstain);
const sided = ({ tally: [yes, no] }) => ratio(yes, yes + no);
const averaged = (votes, shareOf) => {
  const known = votes.map(shareOf).filter((one) => one !== null);
  return known.length ? mean(known) : null;
};

// The least-squares line through the means of the years; null for fewer than three.
function trend(points) {
  if (points.length < 3) return null;
  const [x, y] = [0, 1].map((place) => mean(points.map((point) => point[place])));
  const slope = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  return { decade: 1000 * slope, at: (year) => y + slope * (year - x) };
}

const decade = (line) => (line ? { text: points(line.decade), v: line.decade, kind: "n" } : { text: "–", v: "", kind: "n" });
const trendOf = (years, shareOf) => trend(years.map(([year, its]) => [year, averaged(its, shareOf)]).filter(([, one]) => one !== null));

function startSubjects() {
  const { states, votes, bodies, subjects } = readVotes(window.voteData);
  const inside = (subject) => (vote) => subject === "all" || vote.subjects.some((place) => subjects[place].key === subject);
  const KEYS = ["subject", "words", "kind", "body", "from", "to"];
  const address = (subject) => `subjects.html?${new URLSearchParams({ ...Object.fromEntries(KEYS.map((key) => [key, at(key).value])), subject })}`;

  const titles = new WeakMap(); // folded once
  function named(vote, words) {
    if (!titles.has(vote)) titles.set(vote, fold(vote.title));
    return words.every((word) => titles.get(vote).includes(word));
  }

  function related(subject, its) { // what the same votes are about
    const counts = new Map();
    for (const vote of its) for (const place of vote.subjects) counts.set(place, (counts.get(place) ?? 0) + 1);
    const found = [...counts].filter(([place]) => subjects[place].key !== subject).sort((p, q) => q[1] - p[1]).slice(0, 10);
    at("related").hidden = subject === "all" || !found.length;
    at("related").lastElementChild.replaceChildren(...found.flatMap(([place, count], number) => {
      const link = document.createElement("a");
      link.href = address(subjects[place].key);
      link.textContent = subjects[place].name;
      return [number ? ", " : "", link, ` (${count})`];
    }));
  }

  function overTime(its) {
    const years = yearsOf(its);
    const line = trendOf(years, support);
    fill("years", years.map(([year, found]) => ({
      cells: [String(year), found.length, share(averaged(found, support)), share(averaged(found, sided)), line ? share(line.at(year)) : "–"],
    })));
    const counted = years.filter(([, found]) => found.length).length;
    const other = trendOf(years, sided);
    at("trend").textContent = line
      ? `Least-squares line through the means of ${counted} years: ${points(line.decade)} percentage points a decade; among yes and no alone ${other ? points(other.decade) : "not known"}.`
      : "Too few years with votes for a trend: it needs three.";
  }

  function contested(its) { // the lower end of each range included
    const shares = its.map(sided).filter((one) => one !== null);
    const ranges = [0, 20, 40, 60, 80].map((low) => [`${low}–${low + 20}%`, shares.filter((one) => one >= low / 100 && one < (low + 20) / 100).length]);
    fill("contested", [...ranges, ["100%", shares.filter((one) => one === 1).length]].map((cells) => ({ cells })));
  }

  function byState(its) {
    const rows = states.map((one) => {
      const counts = { Y: 0, A: 0, X: 0, N: 0, ".": 0 };
      for (const { place } of its) counts[one.cast[place]] += 1;
      return { one, counts, cast: counts.Y + counts.A + counts.N };
    }).filter(({ cast, counts }) => cast || counts.X);
    rows.sort((p, q) => (q.cast ? q.counts.Y / q.cast : -1) - (p.cast ? p.counts.Y / p.cast : -1) || q.cast - p.cast);
    fill("states", rows.map(({ one, counts, cast }) => ({
      cells: [
        one.cell, one.group || "–", cast, ...["Y", "A", "N"].map((letter) => share(ratio(counts[letter], cast))), counts.X,
        { bar: Object.entries(VOTED).map(([letter, kind]) => [kind, counts[letter]]) },
      ],
      data: one.data,
    })));
  }

  function show() {
    const { among, said } = chosen(votes, bodies);
    const kind = at("kind").value;
    const words = fold(at("words").value).split(" ");
    const kept = among.filter((one) => (!kind || (kind === "text" ? one.text : one.kind === kind)) && (!words[0] || named(one, words)));
    const subject = at("subject").value;
    const its = kept.filter(inside(subject));
    const name = at("subject").selectedOptions[0].textContent;
    const label = name[0].toUpperCase() + name.slice(1) + (words[0] ? `, “${at("words").value.trim()}” in the title` : "");
    at("counted").textContent = `${its.length} votes ${said}`;
    at("answer").textContent = its.length
      ? `${label}: ${its.length} votes. On average ${percent(averaged(its, support))} of those who voted said yes; counting yes and no alone, ${percent(averaged(its, sided))}.`
      : `${label}: no vote in this period.`;
    const page = subjects.find(({ key }) => key === subject)?.page;
    at("page").hidden = !page;
    at("page").firstElementChild.href = page ?? "";
    caption(`${label}, ${said}`);
    related(subject, its);
    overTime(its);
    contested(its);
    byState(its);
    fill("votes", [...its].reverse().map((vote) => ({
      cells: [
        vote.day, linked(vote), vote.title, bodies[vote.body], vote.kind, ...vote.tally.map((one) => one ?? "–"),
        Math.abs(vote.tally[0] - vote.tally[1]), share(support(vote)),
        { bar: [["for", vote.tally[0]], ["neutral", vote.tally[2]], ["against", vote.tally[1]]] },
      ],
      data: { body: bodies[vote.body] },
    })));
    const all = subjects.map((one, place) => ({ one, found: kept.filter((vote) => vote.subjects.includes(place)) })).filter(({ found }) => found.length);
    all.sort((p, q) => q.found.length - p.found.length);
    fill("subjects", all.map(({ one, found }) => ({
      cells: [{ text: one.name, href: address(one.key) }, one.kind, found.length, share(averaged(found, support)), share(averaged(found, sided)), decade(trendOf(yearsOf(found), support))],
      data: { kind: one.kind },
    })));
  }

  keepInAddress(KEYS, [at("choice")], show);
}

document.addEventListener("DOMContentLoaded", startSubjects);

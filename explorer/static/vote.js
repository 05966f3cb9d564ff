// Works the page of any vote of the record: how every state and regional group voted. The address says which.
"use strict";

const SIDES = { Y: ["for", "yes"], A: ["neutral", "abstained"], N: ["against", "no"], X: ["absent", "absent"] };

function startVote() {
  const { states, votes, bodies, subjects } = readVotes(window.voteData);
  const asked = new URLSearchParams(location.search).get("id");
  const vote = votes.find(({ id }) => id === asked);
  at("unknown").hidden = Boolean(vote);
  at("vote").hidden = !vote;
  if (!vote) return;
  const [yes, no, abstain] = vote.tally;
  const tally = `${yes} yes, ${no} no, ${abstain} abstentions`;
  at("when").textContent = `${vote.day} · ${bodies[vote.body]}`;
  at("head").firstChild.textContent = `Vote on ${vote.symbol || vote.title}`;
  at("tally").textContent = tally;
  at("title").textContent = vote.title;
  caption(`${vote.symbol || vote.title}, ${vote.day}, ${tally}`);
  document.title = `${vote.symbol || vote.title}, ${vote.day} · unstatements`;
  at("kind").textContent = vote.kind;
  at("whole").textContent = vote.whole ? "all known" : "in part: a row or two may be wrong or missing";
  at("id").textContent = vote.id;
  const link = (href, text) => {
    const one = document.createElement("a");
    one.href = href;
    one.textContent = text;
    return one;
  };
  const about = vote.subjects.flatMap((place, number) => [number ? ", " : "", link(`subjects.html?subject=${subjects[place].key}`, subjects[place].name)]);
  at("about").replaceChildren(...(about.length ? about : ["not coded"]));
  const library = vote.library && link(vote.library, vote.library);
  if (library) library.rel = "external noopener";
  at("library").replaceChildren(library || "no record matched");
  const place = votes.indexOf(vote);
  const cast = states.filter((one) => SIDES[one.cast[place]]);
  const groups = new Map();
  for (const one of cast) {
    const group = one.group || "none";
    if (!groups.has(group)) groups.set(group, { Y: 0, A: 0, X: 0, N: 0 });
    groups.get(group)[one.cast[place]] += 1;
  }
  const bar = (counts) => ({ bar: Object.entries(SIDES).map(([letter, [kind]]) => [kind, counts[letter]]) });
  fill("groups", [...groups].sort(([p], [q]) => p.localeCompare(q)).map(([group, its]) => ({
    cells: [group, its.Y + its.A + its.N + its.X, its.Y, its.N, its.A, its.X, bar(its)],
  })));
  fill("states", cast.map((one) => {
    const [kind, how] = SIDES[one.cast[place]];
    return { cells: [one.cell, one.group || "–", how], data: { ...one.data, kind, how } };
  }));
}

document.addEventListener("DOMContentLoaded", startVote);

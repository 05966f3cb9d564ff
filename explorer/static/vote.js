// Works the page of any vote of the record: how every state and bloc voted, and which source says so. The address says
// which; what is known of it stands in a file for every five years.
"use strict";

function item(term, content) {
  const [label, text] = ["dt", "dd"].map((name) => document.createElement(name));
  label.textContent = term;
  text.append(...[content].flat());
  return [label, text];
}

const LIBRARIES = {
  ohchr: ["OHCHR Search Library", "searchlibrary.ohchr.org"],
  un: ["United Nations Digital Library", "digitallibrary.un.org"],
};

const FACTS = ["Kind", "Target", "Proposition", "Majority required"];

const joined = (links) => links.flatMap((link, place) => (place ? [", ", link] : [link]));

function showVote(id, vote, sources) {
  at("unknown").hidden = Boolean(vote);
  at("vote").hidden = !vote;
  if (!vote) return;
  const { states, blocs, subjects, bodies } = readStates();
  const name = vote.symbol || vote.title;
  vote.day ??= id.slice(0, 10);
  vote.cast = withoutRuns(vote.cast);
  vote.when ??= new Date(vote.day).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  at("when").textContent = `${vote.when} · ${bodies[vote.body]}${vote.session ? `, session ${vote.session}` : ""}`;
  at("head").firstChild.textContent = `Vote on ${name}`;
  const outcome = `${vote.outcome ?? "outcome not recorded"} ${vote.tally.join("-")}`;
  at("tally").textContent = outcome;
  at("title").textContent = vote.symbol ? vote.title ?? "" : "";
  document.title = `${name}, ${vote.when} · unstatements`;
  caption(`${name}, ${vote.when}, ${outcome}`);
  const [yes, no, abstain] = vote.tally;
  const about = (vote.subjects ?? []).map((key) => subjects.find((subject) => subject.key === key))
    .map((subject) => linkTo(subject.page || `subjects.html?subject=${subject.key}`, subject.name));
  const around = (neighbour) => [linkTo(pageOf(neighbour[0]), neighbour[1]), ` (${neighbour[2]})`];
  const named = [...vote.cast].some((letter) => letter in KINDS);
  const known = vote.partial ? "in part: some may be wrong or missing" : "all known";
  at("facts").replaceChildren(
    ...item("Votes", `${yes} yes, ${no} no, ${abstain} abstentions`),
    ...FACTS.flatMap((label, place) => (vote.facts[place] ? item(label, vote.facts[place]) : [])),
    ...item("Votes by name", named ? known : "none is known"),
    ...item("Subjects", about.length ? joined(about) : "not coded"),
    ...(vote.previous ? item("Previous vote on this", around(vote.previous)) : []),
    ...(vote.next ? item("Next vote on this", around(vote.next)) : []),
    ...item("Id", id),
  );
  at("notes").hidden = !vote.notes;
  at("notes").lastElementChild.textContent = vote.notes ?? "";
  const bar = (counts) => ({ bar: Object.entries(KINDS).map(([letter, kind]) => [kind, counts[letter]]) });
  const rowOf = (bloc) => {
    const [members] = membersAt(bloc, [vote]);
    const found = divided(members.map((place) => vote.cast[place]));
    if (!found) return [];
    const { Y, A, X, N } = found.counts;
    return [{ cells: [
      { text: bloc.name, href: `blocs/${bloc.id}.html` }, Y + A + X + N, Y, N, A, X,
      { text: decimal(found.rice), kind: "n" }, { text: decimal(found.index), kind: "n" }, bar(found.counts),
    ] }];
  };
  const regional = (bloc) => bloc.kind === "regional group";
  sayKnownSince("group-notes", blocs.filter(regional), vote.day);
  sayKnownSince("bloc-notes", blocs.filter((bloc) => !regional(bloc)), vote.day);
  fill("groups", blocs.filter(regional).flatMap(rowOf));
  fill("blocs", blocs.filter((bloc) => !regional(bloc)).flatMap(rowOf));
  fill("states", states.filter(({ place }) => vote.cast[place] !== ".").map((state) => {
    const letter = vote.cast[state.place];
    return { cells: [state.cell, state.group || "–", VOTES[letter]], data: { ...state.data, kind: KINDS[letter], how: VOTES[letter] } };
  }));
  at("said").hidden = !vote.corrections;
  fill("corrections", (vote.corrections ?? []).map(([state, day, what, publisher, href]) => ({ cells: [state, day, what, href ? { text: publisher, href } : publisher] })));
  const library = vote.record ? [[`Voting record of ${name}`, ...LIBRARIES[["hrc", "chr"].includes(vote.body) ? "ohchr" : "un"], vote.record]] : [];
  const records = library.map(([title, publisher, place, record]) => [title, publisher, "primary", `https://${place}/record/${record}`]);
  at("sources").replaceChildren(...[...records, ...(vote.sources ?? []).map((key) => sources[key])].map(([title, publisher, kind, href]) => {
    const line = document.createElement("li");
    const about = document.createElement("span");
    about.className = "quiet";
    about.textContent = `${title === publisher ? "" : `${publisher} · `}${kind} source`;
    line.append(href ? linkTo(href, title) : title, " ", about);
    return line;
  }));
}

document.addEventListener("DOMContentLoaded", () => {
  const id = new URLSearchParams(location.search).get("id") ?? "";
  const year = Number(/^\d{4}/.exec(id)?.[0]);
  if (!year) {
    showVote(id);
    return;
  }
  const script = document.createElement("script");
  script.src = `votes/${year - (year % 5)}.js`;
  script.addEventListener("load", () => {
    const { fields, votes, sources } = window.voteYears;
    const known = fields.flatMap((field, place) => (votes[id]?.[place] ? [[field, votes[id][place]]] : []));
    showVote(id, votes[id] && Object.fromEntries(known), sources);
  });
  script.addEventListener("error", () => showVote(id));
  document.head.append(script);
});

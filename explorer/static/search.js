// Works the search of the start page: countries by any of their names, statements, blocs, topics, subjects, every vote.
// A word may be misspelt. An entry is [kind, label, address, other words]; see search-index.js and votes.js.
"use strict";

const SHOWN = 60;
const FUZZY = 0.25; // letters of a word that may be wrong

const compact = (text) => fold(text).replaceAll(" ", "");

function entryOfVote([day, body, symbol, title, , , , , own]) {
  const id = own || usualId(day, body, symbol);
  return ["vote", `${symbol || title}, ${day}`, `vote.html?id=${id}`, [symbol ? title : "", id, symbol ? compact(symbol) : ""]];
}

function indexed(entries) {
  const index = new MiniSearch({
    fields: ["label", "others"],
    storeFields: [],
    tokenize: (text) => text.split(/\s+/),
    processTerm: (term) => term,
    searchOptions: {
      prefix: true,
      fuzzy: (term) => (term.length > 3 && !/\d/.test(term) ? FUZZY : false),
      boost: { label: 2 },
      combineWith: "AND",
      weights: { fuzzy: 0.3, prefix: 0.6 },
    },
  });
  index.addAll(entries.map((entry, id) => ({ id, label: fold(entry[1]), others: entry[3].map(fold).join(" ") })));
  return index;
}

// What is called exactly so comes first, then what begins so; the rest by how well it fits.
function rank([, label, , others], wanted) {
  const names = [label, ...others].map(fold);
  if (names.includes(wanted) || names.includes(wanted.replaceAll(" ", ""))) return 0;
  if (names[0].startsWith(wanted)) return 1;
  return names.some((name) => name.startsWith(wanted)) ? 2 : 3;
}

// Votes are many: a slip is looked for only where no vote has the word as it is written.
function hits(index, query, set) {
  const exact = set ? index.search(query, { fuzzy: false }) : [];
  return exact.length ? exact : index.search(query);
}

function results(sets, text) {
  const wanted = fold(text);
  if (!wanted) return [];
  const queries = [...new Set([wanted, compact(text)])]; // a symbol with or without its strokes
  const fitting = sets.flatMap(({ entries, index }, set) => {
    const scores = new Map();
    for (const query of queries) {
      for (const { id, score } of hits(index, query, set)) scores.set(id, Math.max(score, scores.get(id) ?? 0));
    }
    return [...scores].map(([id, score]) => ({ entry: entries[id], set, score, rank: rank(entries[id], wanted) }));
  });
  fitting.sort((a, b) => a.rank - b.rank || a.set - b.set || b.score - a.score);
  return fitting.map(({ entry }) => entry);
}

function resultItem([kind, label, address, others], text) {
  const item = document.createElement("li");
  const tag = document.createElement("span");
  tag.className = "kind";
  tag.textContent = kind;
  const link = document.createElement("a");
  link.href = address;
  link.textContent = label;
  item.append(tag, " ", link);
  const wanted = fold(text);
  const alias = others.find((other) => fold(other) === wanted) || others.find((other) => fold(other).startsWith(wanted));
  if (kind === "vote" || (alias && !fold(label).startsWith(wanted))) {
    const also = document.createElement("span");
    also.className = "quiet";
    also.textContent = ` ${kind === "vote" ? others[0] : alias}`;
    item.append(also);
  }
  return item;
}

function startSearch() {
  const field = document.getElementById("q");
  const list = document.getElementById("results");
  const sets = [{ entries: window.searchIndex, index: indexed(window.searchIndex) }];
  const show = () => {
    const text = field.value;
    const entries = results(sets, text);
    const first = entries.slice(0, SHOWN);
    document.getElementById("found").hidden = !text.trim();
    const focused = list.contains(document.activeElement) && document.activeElement.getAttribute("href");
    list.replaceChildren(...first.map((entry) => resultItem(entry, text)));
    rove(list);
    if (focused) list.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus(); // votes may arrive amid a walk through the list
    const more = entries.length > first.length ? `, the first ${first.length} shown` : "";
    document.getElementById("found-count").textContent = entries.length === 1 ? "1 result"
      : entries.length ? `${entries.length} results${more}` : "Nothing found. Try another name or fewer letters.";
  };
  let asked = false;
  const askForVotes = () => { // they are many, so that they are read when somebody searches
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = "votes.js";
    script.addEventListener("load", () => {
      const entries = window.voteData.map(entryOfVote).reverse();
      sets.push({ entries, index: indexed(entries) });
      show();
      document.documentElement.dataset.search = "whole";
    });
    document.head.append(script);
  };
  field.addEventListener("input", () => {
    askForVotes();
    show();
    keepAddress({ q: field.value || null });
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      list.querySelector("a")?.focus();
      event.preventDefault();
    }
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  const query = new URLSearchParams(location.search).get("q");
  if (query) {
    field.value = query;
    askForVotes();
  }
  show();
}

document.addEventListener("DOMContentLoaded", startSearch);

// Checks the sample study against its documents: node check.mjs (node >= 18, no dependencies).
// Prints what the study holds; lists every problem and exits with status 1 when there is one.

import { readFileSync } from "node:fs";

const SEPARATOR = " / ";
const problems = [];
const problem = (where, what) => problems.push(`${where}: ${what}`);
const here = (name) => new URL(name, import.meta.url);
const short = (text) => (text.length > 60 ? `${text.slice(0, 57)}...` : text).replaceAll("\n", "⏎");

function read(name) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(here(name)));
    if (text.startsWith("\uFEFF")) problem(name, "begins with a byte order mark; save it without one.");
    if (text.includes("\r")) problem(name, "has CR line ends; save it with LF only.");
    if (text.normalize("NFC") !== text) problem(name, "has decomposed accents; save it in Unicode form NFC.");
    return text;
  } catch (error) {
    problem(name, `cannot be read as UTF-8 (${error.message}).`);
    return null;
  }
}

// Which fields a record may have: a trailing "?" marks an optional one.
const SHAPES = {
  study: { format: "string", version: "number", project: "object", coders: "array", documents: "array", cases: "array",
    codebook: "array", codings: "array", memos: "array", themes: "array" },
  project: { name: "string", memo: "string" },
  coder: { name: "string" },
  document: { name: "string", file: "string", language: "string" },
  case: { name: "string", documents: "array", memo: "string" },
  code: { path: "string", definition: "string", include: "string", exclude: "string", examples: "string" },
  coding: { document: "string", quote: "string", occurrence: "number?", code: "string", coder: "string", memo: "string?", weight: "number?" },
  memo: { on: "string", document: "string?", code: "string?", theme: "string?", quote: "string?", occurrence: "number?", text: "string", coder: "string" },
  theme: { name: "string", description: "string", codes: "array", key_quotations: "array", relations: "array" },
  key_quotation: { document: "string", quote: "string", occurrence: "number?" },
  relation: { to: "string", name: "string" },
};
const kind_of = (value) => (Array.isArray(value) ? "array" : value === null ? "null" : typeof value);

function has_shape(record, shape, where) {
  const before = problems.length;
  if (kind_of(record) !== "object") {
    problem(where, "is not a record { ... }.");
    return false;
  }
  for (const [field, wanted] of Object.entries(SHAPES[shape])) {
    const kind = wanted.replace("?", "");
    if (record[field] === undefined) {
      if (wanted === kind) problem(where, `lacks "${field}".`);
    } else if (kind_of(record[field]) !== kind) {
      problem(where, `"${field}" should be a ${kind}, not a ${kind_of(record[field])}.`);
    } else if (kind === "string" && record[field].trim() === "") {
      problem(where, `"${field}" is empty.`);
    }
  }
  for (const field of Object.keys(record)) {
    if (!(field in SHAPES[shape])) problem(where, `has the unknown field "${field}".`);
  }
  return problems.length === before;
}

function shaped(list, shape, place, label = (_record, index) => index + 1) {
  return list.filter((record, index) => has_shape(record, shape, `${place} ${label(record ?? {}, index)}`));
}

function unique_names(records, place, key = "name") {
  const seen = new Set();
  for (const record of records) {
    if (seen.has(record[key])) problem(place, `"${record[key]}" is there twice.`);
    seen.add(record[key]);
  }
  return seen;
}

function finish(summary) {
  if (problems.length === 0) {
    console.log(summary.join("\n"));
    console.log("The sample study is in order.");
    process.exit(0);
  }
  for (const text of problems) console.error(text);
  console.error(`${problems.length} problem${problems.length === 1 ? "" : "s"} in the sample study.`);
  process.exit(1);
}

const study_text = read("study.json");
let study = null;
try {
  if (study_text !== null) study = JSON.parse(study_text);
} catch (error) {
  problem("study.json", `is not valid JSON (${error.message}).`);
}
if (study === null || !has_shape(study, "study", "study.json")) finish([]);
if (study.format !== "emic-sample-study" || study.version !== 1) problem("study.json", "should say format emic-sample-study, version 1.");

if (has_shape(study.project, "project", "project") && !study.project.memo.includes("made up")) {
  problem("project memo", "does not say that the study is made up.");
}
const coders = unique_names(shaped(study.coders, "coder", "coder"), "coders");

// Documents: one paragraph per turn, each beginning with its speaker; the first line is the notice.
const document_records = shaped(study.documents, "document", "document");
const documents = unique_names(document_records, "documents");
const texts = new Map();
const summary = [];
for (const { name, file, language } of document_records) {
  const text = read(file);
  if (text === null) continue;
  texts.set(name, text);
  if (!text.endsWith("\n") || text.endsWith("\n\n")) problem(file, "should end with exactly one line end.");
  const [notice, ...turns] = text.trimEnd().split("\n");
  const notice_word = language === "zh" ? "虚构" : "Made-up";
  if (!notice.includes(notice_word) || !notice.includes("Emic")) problem(file, `the first line should say that the interview is made up (“${notice_word}”, “Emic”).`);
  const speaker = language === "zh" ? new RegExp(`^(访谈者|${name})：\\S`) : new RegExp(`^(Interviewer|${name}): \\S`);
  turns.forEach((turn, index) => {
    if (!speaker.test(turn)) problem(`${file}, line ${index + 2}`, `does not begin with its speaker: ${short(turn)}`);
    if (/\s$|\t| {2}/.test(turn)) problem(`${file}, line ${index + 2}`, "has stray spaces or tabs.");
  });
  const spoken = turns.map((turn) => turn.replace(/^[^:：]+[:：]\s*/, "")).join("\n");
  const count = language === "zh" ? (spoken.match(/\p{Script=Han}/gu) ?? []).length : spoken.split(/\s+/).filter(Boolean).length;
  const [least, most] = language === "zh" ? [1200, 1800] : [900, 1450];
  const unit = language === "zh" ? "Chinese characters" : "words";
  if (count < least || count > most) problem(file, `has ${count} ${unit}; it should have ${least} to ${most}.`);
  summary.push(`${name}: ${turns.length} turns, ${count} ${unit}`);
}

// Where a quotation begins in its document, or -1. Occurrences are counted from 1 and may overlap.
function locate({ document, quote, occurrence }, where) {
  const text = texts.get(document);
  if (text === undefined) return problem(where, `there is no document "${document}".`), -1;
  if (quote !== quote.trim()) problem(where, "the quotation begins or ends with white space.");
  const starts = [];
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) starts.push(at);
  if (starts.length === 0) return problem(where, `not found letter by letter in ${document}: ${short(quote)}`), -1;
  if (occurrence === undefined) {
    if (starts.length > 1) problem(where, `is in ${document} ${starts.length} times, so it needs an "occurrence": ${short(quote)}`);
    return starts[0];
  }
  if (!Number.isInteger(occurrence) || occurrence < 1 || occurrence > starts.length) {
    return problem(where, `occurrence ${occurrence} does not exist; ${document} has it ${starts.length} times: ${short(quote)}`), -1;
  }
  if (starts.length === 1) problem(where, `"occurrence" is not needed, the quotation is unique: ${short(quote)}`);
  return starts[occurrence - 1];
}

const codes = shaped(study.codebook, "code", "code", (code, index) => code.path ?? index + 1);
const paths = unique_names(codes, "codebook", "path");
const above = new Set();
for (const code of codes) {
  const names = code.path.split(SEPARATOR);
  if (names.some((name) => name === "" || name !== name.trim() || name.includes("/"))) {
    problem(`code ${code.path}`, `its names should be joined by "${SEPARATOR}" and hold no "/".`);
  }
  const parent = names.slice(0, -1).join(SEPARATOR);
  if (parent !== "" && !above.has(parent)) problem(`code ${code.path}`, "the code it lies in should stand above it in the codebook.");
  above.add(code.path);
  for (const line of code.examples.split("\n")) {
    const example = /^([^:]+): (.+)$/.exec(line);
    if (example === null) problem(`code ${code.path}`, `an example should read "document: quotation": ${short(line)}`);
    else if (!texts.get(example[1])?.includes(example[2])) problem(`code ${code.path}`, `its example is not in ${example[1]}: ${short(example[2])}`);
  }
}

const known_coder = (name, where) => coders.has(name) || problem(where, `there is no coder "${name}".`);
const known_code = (path, where) => paths.has(path) || problem(where, `there is no code "${path}".`);

const placed = [];
const codings_seen = new Set();
shaped(study.codings, "coding", "coding").forEach((coding, index) => {
  const where = `coding ${index + 1} (${coding.document}, ${coding.code})`;
  known_code(coding.code, where);
  known_coder(coding.coder, where);
  if (coding.weight !== undefined && !(Number.isInteger(coding.weight) && coding.weight >= 1 && coding.weight <= 100)) {
    problem(where, `the weight ${coding.weight} should be a whole number from 1 to 100.`);
  }
  const start = locate(coding, where);
  if (start < 0) return;
  const end = start + coding.quote.length;
  const key = JSON.stringify([coding.document, start, end, coding.code, coding.coder]);
  if (codings_seen.has(key)) problem(where, `${coding.coder} has coded this passage with this code already: ${short(coding.quote)}`);
  codings_seen.add(key);
  placed.push({ ...coding, start, end });
});
for (const path of paths) if (!placed.some((coding) => coding.code === path)) problem(`code ${path}`, "has no coding.");

const themes = shaped(study.themes, "theme", "theme", (theme, index) => theme.name ?? index + 1);
const theme_names = unique_names(themes, "themes");
const cases = shaped(study.cases, "case", "case", (record, index) => record.name ?? index + 1);
unique_names(cases, "cases");
const in_cases = cases.flatMap((record) => record.documents);
for (const name of in_cases) if (!documents.has(name)) problem("cases", `there is no document "${name}".`);
for (const name of documents) {
  const count = in_cases.filter((other) => other === name).length;
  if (count !== 1) problem(`document ${name}`, `belongs to ${count} cases; it should belong to one.`);
}

for (const theme of themes) {
  const where = `theme ${theme.name}`;
  for (const path of theme.codes) known_code(path, where);
  if (new Set(theme.codes).size !== theme.codes.length) problem(where, "a code is there twice.");
  const starts = shaped(theme.key_quotations, "key_quotation", `${where}, key quotation`)
    .map((quotation) => JSON.stringify([quotation.document, quotation.quote, locate(quotation, where)]));
  if (new Set(starts).size !== starts.length) problem(where, "a key quotation is there twice.");
  for (const relation of shaped(theme.relations, "relation", `${where}, relation`)) {
    if (!theme_names.has(relation.to) || relation.to === theme.name) problem(where, `is related to "${relation.to}", which is not another theme.`);
  }
}

const TARGETS = { project: [], document: ["document"], code: ["code"], passage: ["document", "quote"], theme: ["theme"] };
const memos_seen = new Set();
shaped(study.memos, "memo", "memo").forEach((memo, index) => {
  const where = `memo ${index + 1} (${short(memo.text.split("\n")[0])})`;
  const target = TARGETS[memo.on];
  if (target === undefined) return problem(where, `cannot be on "${memo.on}"; choose from ${Object.keys(TARGETS).join(", ")}.`);
  for (const field of ["document", "code", "quote", "theme", "occurrence"]) {
    const wanted = target.includes(field);
    const allowed = wanted || (field === "occurrence" && memo.on === "passage");
    if (wanted && memo[field] === undefined) return problem(where, `lacks "${field}".`);
    if (!allowed && memo[field] !== undefined) problem(where, `a memo on a ${memo.on} has no "${field}".`);
  }
  known_coder(memo.coder, where);
  if (memo.on === "document" && !documents.has(memo.document)) problem(where, `there is no document "${memo.document}".`);
  if (memo.on === "code") known_code(memo.code, where);
  if (memo.on === "theme" && !theme_names.has(memo.theme)) problem(where, `there is no theme "${memo.theme}".`);
  if (memo.on === "passage") locate(memo, where);
  const key = JSON.stringify([memo.on, memo.document, memo.code, memo.quote, memo.theme, memo.text]);
  if (memos_seen.has(key)) problem(where, "is there twice.");
  memos_seen.add(key);
});

const overlaps = (one, other) => one.document === other.document && one.start < other.end && other.start < one.end;
const [first_coder, ...other_coders] = coders;
const second = placed.filter((coding) => other_coders.includes(coding.coder));
for (const coding of second) {
  if (!placed.some((other) => other.coder === first_coder && overlaps(coding, other))) {
    problem(`coding by ${coding.coder} (${coding.document})`, `overlaps no coding by ${first_coder}: ${short(coding.quote)}`);
  }
}

const pairs = placed.flatMap((one, index) => placed.slice(index + 1).filter((other) => overlaps(one, other)).map((other) => [one, other]));
const nested = pairs.filter(([one, other]) => (one.start <= other.start && other.end <= one.end) || (other.start <= one.start && one.end <= other.end));
const by = (field) => [...new Set(placed.map((coding) => coding[field]))].map((name) => `${name} ${placed.filter((coding) => coding[field] === name).length}`).join(", ");
summary.push(`${codes.length} codes, ${Math.max(0, ...codes.map((code) => code.path.split(SEPARATOR).length))} levels`,
  `${placed.length} codings (${by("document")}; ${by("coder")})`,
  `${pairs.length} overlapping pairs, ${nested.length} of them nested; ${placed.filter((coding) => coding.quote.includes("\n")).length} codings over more than one turn`,
  `${placed.filter((coding) => coding.weight !== undefined).length} weights, ${placed.filter((coding) => coding.memo !== undefined).length} memos on codings`,
  `${study.memos.length} other memos, ${themes.length} themes, ${cases.length} cases, ${coders.size} coders`);
finish(summary);

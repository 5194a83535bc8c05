// The command line compiled to WebAssembly, the optimized native one and the one with sanitizers write the same bytes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const build = process.env.JUMELLES_BUILD ?? join(root, "build/web");
const data = process.env.JUMELLES_DATA ?? resolve(root, "../shared/data");
const wasm = join(build, "cli/jumelles.js");
const natives = [process.env.JUMELLES_CLI ?? join(root, "build/release/cli/jumelles"), join(root, "build/debug/cli/jumelles")].filter(existsSync);
const files = ["golden.csv", "xref.csv", "pairs.csv", "rejects.csv", "project.json", "golden.json", "jumelles.xlsx", "jumelles.zip"];

const all = ["--format", "csv,xlsx,json,zip"];

const run = (program, args) => {
  const [command, first] = program.endsWith(".js") ? [process.execPath, ["--no-experimental-fetch", program]] : [program, []];
  const done = spawnSync(command, [...first, ...args], { encoding: "utf8", cwd: root, maxBuffer: 1 << 26 });
  assert.equal(done.status, 0, `${program} ${args.join(" ")}\n${done.stdout}\n${done.stderr}`);
};

const compare = (args) => {
  const folder = mkdtempSync(join(tmpdir(), "jumelles-same-bytes-"));
  try {
    run(wasm, ["auto", ...args, ...all, "--out", join(folder, "wasm")]);
    natives.forEach((native, i) => {
      run(native, ["auto", ...args, ...all, "--out", join(folder, `native${i}`)]);
      const sources = readdirSync(join(folder, "wasm/sources")).map((name) => join("sources", name));
      for (const file of [...files, ...sources])
        assert.ok(readFileSync(join(folder, "wasm", file)).equals(readFileSync(join(folder, `native${i}`, file))), `${file} differs from that of ${native}`);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const missing = !existsSync(wasm) ? `${wasm} is not built` : natives.length === 0 ? "no native command line is built" : false;

test("the sample gives the same bytes natively and as WebAssembly", { skip: missing }, () => {
  compare(["crm.csv", "boutique.csv", "facturation.json"].map((name) => join("samples/trois-extraits", name)));
});

const manifest = join(data, "manifest.json");
test("pairs of benchmark files give the same bytes natively and as WebAssembly", { skip: missing || (!existsSync(manifest) && "no benchmark data") }, () => {
  for (const [name, set] of Object.entries(JSON.parse(readFileSync(manifest, "utf8")))) {
    if (!set.two_tables) continue;
    const ignored = set.never_match_on.filter((column) => column !== set.tables[0].id).flatMap((column) => ["--ignore", column]);
    compare([...set.tables.map((table) => join(data, name, table.file)), "--id", set.tables[0].id, ...ignored]);
  }
});

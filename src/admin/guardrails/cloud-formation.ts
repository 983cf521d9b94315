import type { Generated } from './generate';
import type { PolicyType } from './guardrail';

/** What stands in a place is part of a resource that the template does not have. */
export class NoResource extends Error {}

const types: Partial<Record<PolicyType, string>> = {
  identity: 'AWS::IAM::ManagedPolicy',
  boundary: 'AWS::IAM::ManagedPolicy',
  scp: 'AWS::Organizations::Policy',
};

/** A template that makes the policies; roles and targets are attached with its outputs or parameters. */
export function cloudFormation(documents: readonly Generated[]): object {
  const isScp = documents.some(({ place }) => place === 'scp');
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Guardrails of a Studio, made by studiolo guardrails generate',
    ...(isScp && {
      Parameters: {
        Targets: {
          Type: 'CommaDelimitedList',
          Description: 'Accounts and organizational units to attach the policies to',
        },
      },
    }),
    Resources: Object.fromEntries(documents.map((one) => [logicalName(one.name), resource(one)])),
    ...(!isScp && {
      Outputs: Object.fromEntries(
        documents.map(({ name }) => [
          `${logicalName(name)}Arn`,
          { Description: `The policy ${name}`, Value: { Ref: logicalName(name) } },
        ]),
      ),
    }),
  };
}

function resource({ place, name, document, guardrails }: Generated) {
  const Type = types[place];
  if (Type === undefined)
    throw new NoResource(
      `a policy for ${place} is part of what it guards: write it as JSON (--format json), and put it into that resource`,
    );
  const Description = `Guardrails: ${guardrails.join(', ')}`.slice(0, 500);
  return place === 'scp'
    ? {
        Type,
        Properties: {
          Name: `studio-${name}`,
          Type: 'SERVICE_CONTROL_POLICY',
          Description,
          Content: document,
          TargetIds: { Ref: 'Targets' },
        },
      }
    : { Type, Properties: { Description, PolicyDocument: document } };
}

const logicalName = (name: string) => name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

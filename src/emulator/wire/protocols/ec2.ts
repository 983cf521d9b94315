import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isObject } from '../../model/json-types';
import type { Member, Model } from '../../model/service';
import type { Service } from '../../services/service';
import { signedFor } from '../signed-for';
import type { Protocol } from './protocol';
import { scalar } from './scalar';

/** Whether a request is one of EC2's to this service. */
export const isEc2RequestTo = (service: Service, request: IncomingMessage) =>
  service.model.metadata.protocols.includes('ec2') && signedFor(request)?.service === service.signingName;

/** EC2's own protocol: a form asks (`GroupId.1=sg-1`), XML answers. */
export const ec2: Protocol = {
  operationOf: (_service, { body }) => new URLSearchParams(body.toString()).get('Action') ?? undefined,
  inputOf({ model }, operation, { body }) {
    const shape = model.operation(operation).input?.shape;
    return shape === undefined ? {} : (valueOf(model, shape, treeOf(body.toString())) ?? {});
  },
  answerOf({ model }, operation, output) {
    const shape = model.operation(operation).output?.shape;
    const inner = shape === undefined ? '<return>true</return>' : inXml(model, shape, output ?? {});
    return xml(
      200,
      `<${operation}Response xmlns="${model.metadata.xmlNamespace}"><requestId>${randomUUID()}</requestId>${inner}</${operation}Response>`,
    );
  },
  errorOf: (_service, { code, message, status }) =>
    xml(
      code === 'AccessDeniedException' ? 403 : status,
      `<Response><Errors><Error><Code>${code === 'AccessDeniedException' ? 'UnauthorizedOperation' : code}</Code><Message>${escaped(message)}</Message></Error></Errors><RequestID>${randomUUID()}</RequestID></Response>`,
    ),
};

type Tree = Map<string, Tree> & { text?: string };

/** `IpPermissions.1.FromPort=22`, by its steps. */
function treeOf(form: string): Tree {
  const tree: Tree = new Map();
  for (const [name, text] of new URLSearchParams(form)) {
    let at = tree;
    for (const step of name.split('.')) {
      let next = at.get(step);
      if (!next) at.set(step, (next = new Map()));
      at = next;
    }
    at.text = text;
  }
  return tree;
}

/** What a part of a form stands for; undefined for what is not there. Lists are numbered. */
function valueOf(model: Model<unknown>, name: string, tree: Tree): unknown {
  const shape = model.shape(name);
  switch (shape.type) {
    case 'structure': {
      const members = Object.entries(shape.members ?? {}).flatMap(([member, of]): [string, unknown][] => {
        const below = tree.get(wireName(member, of));
        return below ? [[member, valueOf(model, of.shape, below)]] : [];
      });
      return Object.fromEntries(members);
    }
    case 'list': {
      const numbered = [...tree].filter(([step]) => /^\d+$/.test(step)).sort(([a], [b]) => Number(a) - Number(b));
      return numbered.map(([, item]) => valueOf(model, shape.member?.shape ?? '', item));
    }
    default:
      return scalar(shape.type, tree.text ?? '');
  }
}

/** [botocore, EC2Serializer]: a member is asked for by its query name, or by its name in answers, in upper case. */
const wireName = (member: string, { queryName, locationName = member }: Member) =>
  queryName ?? locationName.charAt(0).toUpperCase() + locationName.slice(1);

function inXml(model: Model<unknown>, name: string, value: unknown): string {
  const shape = model.shape(name);
  if (Array.isArray(value)) {
    const of = shape.member;
    const tag = of?.locationName ?? 'item';
    return value.map((item) => `<${tag}>${inXml(model, of?.shape ?? '', item)}</${tag}>`).join('');
  }
  if (!isObject(value)) return escaped(String(value));
  return Object.entries(shape.members ?? {})
    .map(([member, of]) => {
      const given = value[member];
      const tag = of.locationName ?? member;
      return given === undefined ? '' : `<${tag}>${inXml(model, of.shape, given)}</${tag}>`;
    })
    .join('');
}

const SIGNS: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
const escaped = (text: string) => text.replace(/[<>&]/g, (sign) => SIGNS[sign] ?? '');

const xml = (status: number, body: string) => ({
  status,
  headers: { 'content-type': 'text/xml;charset=UTF-8' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
});

import type { IncomingMessage } from 'node:http';
import { services } from '../services';
import type { Service } from '../services/service';
import { cbor, isCborRequestTo } from './protocols/cbor';
import { ec2, isEc2RequestTo } from './protocols/ec2';
import { isRestRequestTo, restJson } from './protocols/rest-json';
import { isJsonRequestTo, json } from './protocols/json';
import type { Protocol } from './protocols/protocol';

export interface Route {
  service: Service;
  protocol: Protocol;
}

const protocols: readonly { protocol: Protocol; isFor: (service: Service, request: IncomingMessage) => boolean }[] = [
  { protocol: json, isFor: isJsonRequestTo },
  { protocol: cbor, isFor: isCborRequestTo },
  { protocol: restJson, isFor: isRestRequestTo },
  { protocol: ec2, isFor: isEc2RequestTo },
];

/** The service that a request's head names, and the protocol that it is spoken to in; undefined: it is none of ours. */
export function routeOf(request: IncomingMessage): Route | undefined {
  for (const { protocol, isFor } of protocols) {
    const service = services.find((each) => isFor(each, request));
    if (service) return { service, protocol };
  }
  return undefined;
}

import type { IncomingMessage } from 'node:http';
import { ServiceError } from '../errors';

/** What nearly every client asks, so that it takes no time. */
const USUAL = /^(127\.0\.0\.1|localhost)(:\d{1,5})?$/;

/**
 * Throws AccessDeniedException for a request that a page in a browser may have sent: it could drive the emulator of
 * whoever looks at it, with scripts and all. Such a page says where it is from (`Origin`), or has had its own name lead
 * here (DNS rebinding), which `Host` tells. AWS's clients send no `Origin`, and name the address that they were given.
 */
export function requireOwnClient({ headers, socket }: IncomingMessage, names: ReadonlySet<string>): void {
  if (headers.origin !== undefined) {
    throw refusal(`requests of web pages are not answered, and this one is from ${JSON.stringify(headers.origin)}`);
  }
  if (USUAL.test(headers.host ?? '')) return;
  const name = hostName(headers.host);
  // An address belongs to whoever is reached at it; a name, to whoever owns it.
  if (name === undefined || !(loopback(name) || names.has(name) || name === ownAddress(socket.localAddress))) {
    const asked = JSON.stringify(headers.host ?? '');
    throw refusal(`only requests to this machine's own names are answered, not to ${asked}; see --allow-host`);
  }
}

/** A host's name as a set of `requireOwnClient` has it: without port, in lower case; undefined: it is none. */
export function hostName(host: string | undefined): string | undefined {
  if (host === undefined || !URL.canParse(`http://${host}/`)) return undefined;
  const { hostname, href, port } = new URL(`http://${host}/`);
  // Not what only begins or ends like one.
  if (href !== `http://${hostname}${port && `:${port}`}/`) return undefined;
  return hostname.replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
}

// Names below localhost lead to this machine by definition [RFC 6761]; S3's clients put a bucket's name there.
const loopback = (name: string) => /^(.+\.)?localhost$/.test(name) || name === '::1' || /^127(\.\d+){3}$/.test(name);

const ownAddress = (address: string | undefined) => address?.replace(/^::ffff:/, '');

const refusal = (message: string) => new ServiceError('AccessDeniedException', `The emulator: ${message}.`, 403);

/**
 * How many milliseconds the server's clock is ahead of this one, which sent a request at `sentAt` and had the answer at
 * `receivedAt`. The server read its clock in between: only what cannot be explained so is taken for a difference, however
 * long the request took.
 */
export function clockSkew(serverNow: string, sentAt: number, receivedAt: number): number {
  const server = Date.parse(serverNow);
  if (server < sentAt) return server - sentAt;
  return server > receivedAt ? server - receivedAt : 0;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ecrAction } from '../../../src/admin/image/registry/ecr-action';
import { pushLayout } from '../../../src/admin/image/registry/push';
import { defaultTimes, type Times } from '../../../src/admin/image/registry/times';
import { pullDigest } from '../../../src/admin/image/registry/pull';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { goodImage } from './corpus/image-spec';
import { writeOciLayout } from './corpus/write-image';
import { startUnruly, type UnrulyRegistry } from './unruly-registry';

const times: Times = { ...defaultTimes, answer: 200, silence: 500, tries: 3, pause: () => 1 };
const nobody = () => Promise.resolve(undefined);
let folder: string;
let layout: string;
let registry: UnrulyRegistry | undefined;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-ends-'));
  layout = await writeOciLayout(path.join(folder, 'layout'), goodImage());
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => registry?.stop());

const push = (more: Partial<Times> = {}) =>
  pushLayout(layout, { registry: registry!.address, repository: 'a', reference: '1' }, nobody, undefined, {
    times: { ...times, ...more },
  });

/** A registry that takes uploads, and answers what ends one as told; what is not ended or given up stays open. */
async function uploads(end: (number: number) => number | 'cut' | 'silence') {
  const open = new Set<string>();
  let begun = 0;
  let ended = 0;
  registry = await startUnruly((request, response) => {
    const { method, url = '' } = request;
    const id = /uploads\/(\d+)/.exec(url)?.[1] ?? '';
    const answer = (status: number, headers: Record<string, string> = {}) => response.writeHead(status, headers).end();
    if (method === 'GET') return answer(200);
    if (method === 'HEAD') return answer(404);
    if (method === 'POST') {
      open.add(String((begun += 1)));
      return answer(202, { location: `/v2/a/blobs/uploads/${begun}` });
    }
    if (method === 'DELETE') {
      open.delete(id);
      return answer(204);
    }
    if (url.includes('/manifests/')) return answer(201);
    const how = end((ended += 1));
    if (how === 'cut') return request.socket.destroy();
    if (how === 'silence') return undefined;
    if (how === 201) open.delete(id);
    return answer(how);
  });
  return open;
}

test.each([
  ['too much to do', 429],
  ['a fault of its own', 500],
  ['a cut line', 'cut' as const],
])('an upload that fails for %s is begun anew, and the first is given up', async (_, how) => {
  const open = await uploads((number) => (number === 1 ? how : 201));
  await push();
  expect([...open]).toEqual([]);
});

test.each([
  ['that is refused', 403],
  ['that always fails', 500],
  ['that is never answered', 'silence' as const],
])('an upload %s ends, and leaves nothing open', async (_, how) => {
  const open = await uploads(() => how);
  await expect(push()).rejects.toThrow(how === 'silence' ? 'did not answer' : String(how));
  expect([...open]).toEqual([]);
});

test('an upload that is interrupted is given up, and not tried again', async () => {
  const ending = new AbortController();
  let ends = 0;
  const open = await uploads(() => {
    ends += 1;
    ending.abort();
    return 'silence';
  });
  await expect(push({ ending: ending.signal, answer: 60_000 })).rejects.toThrow('it was interrupted');
  expect([...open]).toEqual([]);
  expect(ends).toBe(1);
});

test('a registry that is silent ends a reading, however often it may be asked', async () => {
  registry = await startUnruly(() => undefined);
  const at = { registry: registry.address, repository: 'a', reference: '1' };
  await expect(pullDigest(at, nobody, defaultLimits, { ...times, tries: 1_000 })).rejects.toThrow('did not answer');
  expect(registry.asked.length).toBeLessThan(4);
});

test.each([
  ['HEAD', 'manifests/1', 'ecr:BatchGetImage'],
  ['PUT', 'manifests/1', 'ecr:PutImage'],
  ['DELETE', 'manifests/sha256:ab', 'ecr:BatchDeleteImage'],
  ['HEAD', 'blobs/sha256:ab', 'ecr:BatchCheckLayerAvailability'],
  ['GET', 'blobs/sha256:ab', 'ecr:GetDownloadUrlForLayer'],
  ['POST', 'blobs/uploads/', 'ecr:InitiateLayerUpload'],
  ['PUT', 'blobs/uploads/x', 'ecr:UploadLayerPart and ecr:CompleteLayerUpload'],
  ['GET', 'tags/list', 'ecr:ListImages'],
])('what allows %s %s in ECR is %s', (method, place, action) => {
  expect(ecrAction(method, place)).toBe(action);
});

// `node test/bench/image-verify.mjs [GB] [ROUNDS]`: how fast, and in how much memory, an image archive is verified (10 GB and
// 2 rounds by default), beside `skopeo inspect`, which reads manifest and config and passes the layers over.
// Prints figures; nothing is asserted. The archive is made below .cache and removed at the end.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import path from 'node:path';
import { pack } from 'tar-stream';
import { build } from '../../scripts/build.mjs';
import { cache } from '../../scripts/setup/paths.mjs';

const gigabytes = Number(process.argv[2] ?? 10);
const rounds = Number(process.argv[3] ?? 2);
const layers = 10;
const fileSize = 1_000_000;
/** Real layers hold many small files: of each megabyte, this many bytes go to files of a few kilobytes. */
const smallFile = 4_000;
const archive = path.join(cache, 'bench-image.tar');
const content = randomBytes(fileSize);

/** Writes entries one after the other, waiting where the disk is slower. */
const entry = (tar, header, data) =>
  new Promise((resolve, reject) =>
    tar.entry({ mtime: new Date(0), ...header }, data, (error) => (error ? reject(error) : resolve())),
  );

/** One layer's tar, as a stream. Its size is known beforehand: that is what the outer archive's header needs. */
function layer(number, files) {
  const tar = pack();
  const made = (async () => {
    for (let index = 0; index < files; index += 1) {
      const folder = `opt/data/${number}/${index % 50}`;
      await entry(tar, { name: `${folder}/large-${index}.bin` }, content);
      for (let small = 0; small < 5; small += 1) {
        await entry(tar, { name: `${folder}/module-${index}-${small}.py` }, content.subarray(0, smallFile));
      }
    }
    tar.finalize();
  })();
  const padded = (size) => 512 + Math.ceil(size / 512) * 512;
  return { tar, made, size: files * (padded(fileSize) + 5 * padded(smallFile)) + 1024 };
}

async function makeArchive() {
  mkdirSync(cache, { recursive: true });
  const outer = pack();
  const out = createWriteStream(archive);
  outer.pipe(out);
  const files = Math.round((gigabytes * 1e9) / layers / (fileSize + 5 * smallFile));
  const names = [];
  const diffIds = [];
  for (let number = 0; number < layers; number += 1) {
    const name = `${number}/layer.tar`;
    const { tar, made, size } = layer(number, files);
    const sink = outer.entry({ name, size });
    const hash = createHash('sha256');
    for await (const chunk of tar) {
      hash.update(chunk);
      if (!sink.write(chunk)) await once(sink, 'drain');
    }
    diffIds.push(`sha256:${hash.digest('hex')}`);
    await made;
    sink.end();
    names.push(name);
  }
  const config = {
    architecture: 'amd64',
    os: 'linux',
    config: { User: '1000:100' },
    rootfs: { type: 'layers', diff_ids: diffIds },
  };
  await entry(outer, { name: 'config.json' }, JSON.stringify(config));
  await entry(
    outer,
    { name: 'manifest.json' },
    JSON.stringify([{ Config: 'config.json', RepoTags: ['bench:1'], Layers: names }]),
  );
  outer.finalize();
  await once(out, 'close');
}

/** Runs a program; Python, which is there for the door's tests, tells its peak resident memory. */
function measure(name, command, fits) {
  const script =
    'import resource,subprocess,sys\n' +
    'p=subprocess.run(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.PIPE,text=True)\n' +
    'u=resource.getrusage(resource.RUSAGE_CHILDREN)\n' +
    'print(p.returncode,u.ru_maxrss,u.ru_utime+u.ru_stime,p.stderr[-200:])';
  const started = performance.now();
  const { stdout } = spawnSync('python3', ['-c', script, ...command], { encoding: 'utf8' });
  const seconds = (performance.now() - started) / 1000;
  const [code, kilobytes, processor, ...words] = stdout.trim().split(' ');
  const read = statSync(archive).size / 1e9;
  if (!fits(Number(code))) console.log(`${name}: ended with ${code}: ${words.join(' ')}`);
  else
    console.log(
      `${name}: ${seconds.toFixed(1)} s, ${(seconds / read).toFixed(2)} s/GB (of processor time ${(Number(processor) / read).toFixed(2)} s/GB), peak ${(Number(kilobytes) / 1024).toFixed(0)} MiB`,
    );
}

const cli = await build('cli');
try {
  await makeArchive();
  console.log(`${(statSync(archive).size / 1e9).toFixed(2)} GB, ${layers} layers`);
  for (let round = 0; round < rounds; round += 1) {
    // The archive has no user and no JupyterLab: 1 is the code for "read, and not fit".
    measure(
      'studiolo image verify',
      [process.execPath, cli, 'image', 'verify', `docker-archive:${archive}`],
      (code) => code === 1,
    );
    if (existsSync('/usr/bin/skopeo'))
      measure('skopeo inspect', ['skopeo', 'inspect', `docker-archive:${archive}`], (code) => code === 0);
  }
} finally {
  rmSync(archive, { force: true });
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Moto } from './moto';

const { version } = JSON.parse(readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8'));

/** The real wheel, as the project builds it. */
export const wheel =
  process.env['STUDIOLO_WHEEL'] ?? path.resolve(__dirname, `../../dist/studiolo-${version}-py3-none-any.whl`);

/** The parameters of install-studiolo for that wheel in S3. */
export const fromS3 = {
  SOURCE: 's3://tools/studiolo',
  WHEEL: path.basename(wheel),
  SHA256: createHash('sha256').update(readFileSync(wheel)).digest('hex'),
};

/** Puts the wheel where `fromS3` says it is. */
export function upload(moto: Moto): void {
  moto.aws('s3', 'mb', 's3://tools');
  moto.aws('s3', 'cp', wheel, `${fromS3.SOURCE}/${fromS3.WHEEL}`);
}

/** How much is read of an image, so that a hostile or broken one cannot take the machine with it. */
export interface Limits {
  /** Bytes of all layers after decompression. */
  uncompressed: number;
  /** Paths kept, over all layers. */
  records: number;
  /** Paths kept besides, as long as there are no more of them. */
  some?: number;
  /** Characters of the kept paths and of the links' targets. */
  names: number;
  /** Bytes of one file whose text is kept. */
  text: number;
  /** Bytes of all texts kept. */
  texts: number;
  /** Bytes of a manifest, index or config. */
  json: number;
}

const mebibyte = 2 ** 20;

/** Together these keep an image's reading below 300 MB; real images stay far below each. */
export const defaultLimits: Limits = {
  uncompressed: 200e9,
  records: 120_000,
  some: 30_000,
  names: 24 * mebibyte,
  text: mebibyte,
  texts: 32 * mebibyte,
  json: 4 * mebibyte,
};

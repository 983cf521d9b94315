/** How much is read of an image, so that a hostile or broken one cannot take the machine with it. */
export interface Limits {
  /** Bytes of all layers after decompression. */
  uncompressed: number;
  /** Paths kept, over all layers. */
  records: number;
  /** Bytes of one file whose text is kept. */
  text: number;
  /** Bytes of all texts kept. */
  texts: number;
  /** Bytes of a manifest, index or config. */
  json: number;
}

const mebibyte = 2 ** 20;

export const defaultLimits: Limits = {
  uncompressed: 200e9,
  records: 1_000_000,
  text: mebibyte,
  texts: 64 * mebibyte,
  json: 4 * mebibyte,
};

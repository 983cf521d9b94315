/** The trail's folder cannot be read or written, as a disk that is full: said to the person who named it. */
export class TrailError extends Error {}

import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export type FileContent = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export interface FileToZip {
  readonly name: string;
  readonly content: FileContent;
}

/** One zip of all the files, made as it is read; every file bears the time `at`. */
export const zipFiles = (files: readonly FileToZip[], at: Date): Readable => {
  const zip = new ZipFile();
  const out = new PassThrough();
  zip.outputStream.pipe(out);
  zip.on('error', (error: unknown) => out.destroy(error as Error));
  for (const { name, content } of files) {
    zip.addReadStreamLazy(name, { mtime: at }, (take) => {
      const source = Readable.from(content, { objectMode: false });
      source.on('error', (error) => out.destroy(error));
      take(null, source);
    });
  }
  zip.end();
  return out;
};

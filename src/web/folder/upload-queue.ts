import { MAX_UPLOAD_BYTES } from '../../domain/upload-limit.ts';
import type { UploadReply } from '../../server/folder-api.ts';
import { sendWithProgress, type Sending } from '../api-client.ts';

/** A file that somebody chose, and how far it is. */
export interface Upload {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused' | 'stopped' | 'too-large';
  readonly sentBytes: number;
  /** What it is called in the inbox, once it is there. */
  readonly arrivedAs: string | null;
  /** Why it is not there. */
  readonly error: unknown;
}

/** One is on its way while the server ends with another. */
const AT_ONCE = 2;

/** Files on their way from this window into the inbox; they go on while other screens are looked at. */
export class UploadQueue {
  #uploads: readonly Upload[] = [];
  #ids = 0;
  readonly #files = new Map<number, File>();
  readonly #sendings = new Map<number, Sending<UploadReply>>();
  readonly #listeners = new Set<() => void>();

  get uploads(): readonly Upload[] {
    return this.#uploads;
  }

  /** Whether closing the window would break something off. */
  get isBusy(): boolean {
    return this.#uploads.some(({ state }) => state === 'waiting' || state === 'sending');
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  add(files: readonly File[]): void {
    const added = files.map((file): Upload => {
      const id = ++this.#ids;
      this.#files.set(id, file);
      return {
        id,
        name: file.name,
        bytes: file.size,
        state: file.size > MAX_UPLOAD_BYTES ? 'too-large' : 'waiting',
        sentBytes: 0,
        arrivedAs: null,
        error: null,
      };
    });
    this.#tell([...this.#uploads, ...added]);
    this.#begin();
  }

  /** Breaks it off; the server keeps nothing of it. */
  stop(id: number): void {
    this.#change(id, { state: 'stopped', sentBytes: 0 });
    this.#sendings.get(id)?.stop();
    this.#begin();
  }

  again(id: number): void {
    this.#change(id, { state: 'waiting', sentBytes: 0, error: null });
    this.#begin();
  }

  /** Forgets what has come to its end, one way or the other. */
  clear(): void {
    const left = this.#uploads.filter(({ state }) => state === 'waiting' || state === 'sending');
    for (const { id } of this.#uploads) if (!left.some((upload) => upload.id === id)) this.#files.delete(id);
    this.#tell(left);
  }

  #tell(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const listener of this.#listeners) listener();
  }

  #change(id: number, change: Partial<Upload>): void {
    this.#tell(this.#uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  #begin(): void {
    while (this.#sendings.size < AT_ONCE) {
      const next = this.#uploads.find(({ state }) => state === 'waiting');
      if (next === undefined) return;
      this.#send(next.id);
    }
  }

  #send(id: number): void {
    const file = this.#files.get(id);
    if (file === undefined) return;
    this.#change(id, { state: 'sending', sentBytes: 0 });
    const sending = sendWithProgress<UploadReply>(
      `/api/folder/files?name=${encodeURIComponent(file.name.slice(-300))}`,
      file,
      (sentBytes) => this.#change(id, { sentBytes }),
    );
    this.#sendings.set(id, sending);
    const isStopped = (): boolean => this.#uploads.find((upload) => upload.id === id)?.state === 'stopped';
    sending.reply
      .then(
        ({ name }) => {
          this.#files.delete(id);
          this.#change(id, { state: 'sent', sentBytes: file.size, arrivedAs: name });
        },
        (error: unknown) => {
          if (!isStopped()) this.#change(id, { state: 'refused', error });
        },
      )
      .finally(() => {
        this.#sendings.delete(id);
        this.#begin();
      });
  }
}

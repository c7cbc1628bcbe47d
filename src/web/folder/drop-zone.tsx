import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { MAX_UPLOAD_BYTES } from '../../domain/upload-limit.ts';
import { RefusedRequest } from '../api-client.ts';
import { CheckIcon, WarningIcon } from '../parts/icons.tsx';
import { Problem } from '../parts/problem.tsx';
import { useWords } from '../words/words.ts';
import { droppedFiles } from './dropped-files.ts';
import type { Upload, UploadQueue } from './upload-queue.ts';

const MEGABYTE = 1024 ** 2;

const useUploads = (queue: UploadQueue): readonly Upload[] => {
  const [uploads, setUploads] = useState(queue.uploads);
  useEffect(() => {
    setUploads(queue.uploads);
    return queue.subscribe(() => setUploads(queue.uploads));
  }, [queue]);
  return uploads;
};

/** Files may be dropped anywhere on the screen: one that misses the zone must not take its place. */
const useDrop = (onFiles: (files: readonly File[]) => void): boolean => {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = ({ dataTransfer }: DragEvent): boolean =>
      dataTransfer !== null && dataTransfer.types.includes('Files');
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      droppedFiles(event.dataTransfer).then(onFiles, () => undefined);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onFiles]);
  return over;
};

const Row = ({ upload, queue }: { readonly upload: Upload; readonly queue: UploadQueue }): JSX.Element => {
  const words = useWords();
  const { id, name, bytes, state, sentBytes, arrivedAs, error } = upload;
  const { send } = words.desk;
  const said = {
    waiting: send.waiting,
    sending: send.sending(words.percent(bytes === 0 ? 0 : sentBytes / bytes)),
    sent: arrivedAs === null || arrivedAs === name ? send.sent : send.sentAs(arrivedAs),
    stopped: send.stopped,
    refused: send.refused,
    'too-large': send.tooLarge(words.count(MAX_UPLOAD_BYTES / MEGABYTE)),
  }[state];
  const isOver =
    state === 'stopped' ||
    (state === 'refused' && !(error instanceof RefusedRequest && error.status === 409));
  return (
    <li class="upload" data-state={state}>
      <div class="upload-line">
        {state === 'sent' ? <CheckIcon /> : null}
        {state === 'refused' || state === 'too-large' ? <WarningIcon /> : null}
        <span class="file-name">{name}</span>
        <span class="muted">{said}</span>
        <span class="spacer" />
        {state === 'waiting' || state === 'sending' ? (
          <button
            type="button"
            class="button button-small"
            aria-label={`${send.stop}: ${name}`}
            onClick={() => queue.stop(id)}
          >
            {send.stop}
          </button>
        ) : null}
        {isOver ? (
          <button
            type="button"
            class="button button-small"
            aria-label={`${send.again}: ${name}`}
            onClick={() => queue.again(id)}
          >
            {send.again}
          </button>
        ) : null}
      </div>
      {state === 'sending' ? (
        <progress class="bar" max={Math.max(1, bytes)} value={sentBytes} aria-label={name} />
      ) : null}
      {state === 'refused' ? <Problem error={error} /> : null}
    </li>
  );
};

/** A second way in for scans: dropped on the screen or chosen, they go into the inbox whole or not at all. */
export const DropZone = ({
  queue,
  inboxPath,
}: {
  readonly queue: UploadQueue;
  readonly inboxPath: string;
}): JSX.Element => {
  const words = useWords();
  const { send } = words.desk;
  const uploads = useUploads(queue);
  const chooser = useRef<HTMLInputElement>(null);
  const [add] = useState(() => (files: readonly File[]) => queue.add(files));
  const over = useDrop(add);
  const busy = uploads.some(({ state }) => state === 'waiting' || state === 'sending');
  const sent = uploads.filter(({ state }) => state === 'sent').length;
  return (
    <section class="drop-zone" data-over={over} aria-labelledby="send-title">
      <h2 id="send-title">{send.title}</h2>
      <p>
        {send.text}{' '}
        <button type="button" class="button button-main" onClick={() => chooser.current?.click()}>
          {send.choose}
        </button>
      </p>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        accept=".pdf,.tif,.tiff,.jpg,.jpeg,.png,.webp,application/pdf,image/*"
        aria-label={send.choose}
        onChange={(event) => {
          queue.add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <p class="muted drop">
        {send.orFolder} <code>{inboxPath}</code>
      </p>
      {uploads.length === 0 ? null : (
        <>
          <div class="upload-line">
            <p role="status">{send.progress(words.count(sent), words.count(uploads.length))}</p>
            <span class="spacer" />
            {busy ? null : (
              <button type="button" class="button button-small" onClick={() => queue.clear()}>
                {send.clear}
              </button>
            )}
          </div>
          <ul class="uploads" aria-label={send.list}>
            {uploads.map((upload) => (
              <Row key={upload.id} upload={upload} queue={queue} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
};

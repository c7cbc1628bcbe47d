/** The files that were dropped, also those in folders; the browser gives the folders' contents bit by bit. */

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });

const nextOf = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((resolve, reject) => {
    reader.readEntries(resolve, reject);
  });

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const filesBelow = async (entry: FileSystemEntry): Promise<File[]> => {
  if (!isFolder(entry)) return [await fileOf(entry as FileSystemFileEntry)];
  const reader = entry.createReader();
  const files: File[] = [];
  for (;;) {
    const entries = await nextOf(reader);
    if (entries.length === 0) return files;
    for (const inner of entries) files.push(...(await filesBelow(inner)));
  }
};

export const droppedFiles = async (data: DataTransfer): Promise<readonly File[]> => {
  // Asked before anything is waited for: the browser forgets what was dropped after the event.
  const entries = [...data.items].map((item) => item.webkitGetAsEntry());
  const plain = [...data.files];
  if (entries.every((entry) => entry === null)) return plain;
  const found: File[] = [];
  for (const entry of entries) if (entry !== null) found.push(...(await filesBelow(entry)));
  return found;
};

using System.Buffers;
using System.Text.Json;
using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Uploads;

/// <summary>An upload that isn't whole yet.</summary>
/// <param name="OwnerId">The record that it is sent to.</param>
/// <param name="Length">Bytes that it will have.</param>
/// <param name="Stamp">What the sender's file system says of its last change, to tell a changed file of the same name and length.</param>
/// <param name="Place">Where in the record; empty where there is only one.</param>
public sealed record Upload(
    Guid Id,
    Guid OwnerId,
    string Place,
    string Name,
    long Length,
    string Stamp
);

/// <summary>
/// Parts of uploads in a folder, {owner}/{id}.part beside {id}.json, until they are whole. The part's length on disk is the
/// offset: it is told only after a flush, so a restart loses nothing that was told.
/// </summary>
public sealed class UploadStore(string folder, TimeProvider clock)
{
    /// <summary>Parts that nobody added to for so long are thrown away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    private const int BufferSize = 1 << 17;

    private readonly Lock beginning = new();

    /// <summary>Begins an upload, or goes on with the one that was begun for the same file.</summary>
    public Upload Begin(AnnouncedFile file, string stamp)
    {
        // One at a time: the same file announced twice at once is one upload.
        lock (beginning)
            return FindOrBegin(file, stamp);
    }

    private Upload FindOrBegin(AnnouncedFile file, string stamp)
    {
        var (ownerId, place, name, length) = (file.OwnerId, file.Place, file.Name, file.Length);
        var folderOf = Directory.CreateDirectory(FolderOf(ownerId));
        var same = folderOf
            .EnumerateFiles("*.json")
            .Select(f => ReadNote(f.FullName))
            .FirstOrDefault(u =>
                u is not null
                && u.Place == place
                && u.Name == name
                && u.Length == length
                && u.Stamp == stamp
            );
        if (same is not null)
            return same;
        var upload = new Upload(Guid.CreateVersion7(), ownerId, place, name, length, stamp);
        File.WriteAllBytes(PartOf(upload), []);
        var note = NoteOf(ownerId, upload.Id);
        var draft = Path.ChangeExtension(note, ".new");
        File.WriteAllText(draft, JsonSerializer.Serialize(upload));
        File.Move(draft, note); // never seen half written, nor left so by a crash
        return upload;
    }

    /// <exception cref="NotFoundException">There is none of this id for the owner.</exception>
    public Upload Find(Guid ownerId, Guid id) =>
        ReadNote(NoteOf(ownerId, id)) ?? throw new NotFoundException("The upload");

    /// <summary>Bytes that are safe on disk.</summary>
    public long OffsetOf(Upload upload) =>
        new FileInfo(PartOf(upload)) is { Exists: true } part
            ? part.Length
            : throw new NotFoundException("The upload");

    /// <summary>Adds what comes. A line that breaks off leaves what arrived before.</summary>
    /// <returns>The new offset, or null when the offset isn't the upload's or somebody else is writing.</returns>
    /// <exception cref="RefusedException">More came than the upload's length.</exception>
    public async Task<long?> AppendAsync(
        Upload upload,
        long offset,
        Stream content,
        CancellationToken cancel
    )
    {
        await using var part = OpenForWriting(upload);
        if (part is null || part.Length != offset)
            return null;
        part.Position = offset;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await content.ReadAsync(buffer.AsMemory(0, BufferSize), cancel)) > 0)
            {
                if (part.Position + read > upload.Length)
                    throw new RefusedException(
                        new Refusal($"More came of {upload.Name} than it said it has.")
                    );
                // Not to be broken off in the middle: what is written counts.
                await part.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }
            return part.Position;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            part.Flush(flushToDisk: true);
        }
    }

    public Stream OpenWhole(Upload upload) =>
        new FileStream(
            PartOf(upload),
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete
        );

    public void Remove(Upload upload)
    {
        File.Delete(NoteOf(upload.OwnerId, upload.Id));
        File.Delete(PartOf(upload));
    }

    /// <summary>Throws all parts of an owner away.</summary>
    public void RemoveAll(Guid ownerId)
    {
        if (Directory.Exists(FolderOf(ownerId)))
            Directory.Delete(FolderOf(ownerId), recursive: true);
    }

    /// <summary>Throws away what nobody goes on with.</summary>
    public void RemoveForgotten()
    {
        if (!Directory.Exists(folder))
            return;
        var since = (clock.GetUtcNow() - Patience).UtcDateTime;
        foreach (
            var file in Directory.EnumerateFiles(folder, "*.part", SearchOption.AllDirectories)
        )
            if (File.GetLastWriteTimeUtc(file) < since)
            {
                File.Delete(Path.ChangeExtension(file, ".json"));
                File.Delete(file);
            }
    }

    private FileStream? OpenForWriting(Upload upload)
    {
        try
        {
            return new FileStream(
                PartOf(upload),
                FileMode.Open,
                FileAccess.Write,
                FileShare.None,
                0,
                FileOptions.Asynchronous
            );
        }
        catch (FileNotFoundException)
        {
            throw new NotFoundException("The upload");
        }
        catch (IOException)
        {
            return null; // held by the request that broke off a moment ago
        }
    }

    private static Upload? ReadNote(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Upload>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null; // none of this name, or finished meanwhile
        }
    }

    private string FolderOf(Guid ownerId) => Path.Combine(folder, ownerId.ToString("n"));

    private string NoteOf(Guid ownerId, Guid id) => Path.Combine(FolderOf(ownerId), $"{id:n}.json");

    private string PartOf(Upload upload) =>
        Path.Combine(FolderOf(upload.OwnerId), $"{upload.Id:n}.part");
}

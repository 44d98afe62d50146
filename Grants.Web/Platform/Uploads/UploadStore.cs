using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Grants.Domain.Kernel;

namespace Grants.Web.Platform.Uploads;

/// <summary>An upload that isn't whole yet.</summary>
/// <param name="OwnerId">The record that it is sent to.</param>
/// <param name="Length">Bytes that it will have.</param>
/// <param name="Stamp">As announced.</param>
/// <param name="Place">Where in the record; empty where there is only one.</param>
public sealed record Upload(
    Guid Id,
    Guid OwnerId,
    string Place,
    string Name,
    long Length,
    string Stamp
)
{
    public static Upload Of(AnnouncedFile file) =>
        new(Guid.CreateVersion7(), file.OwnerId, file.Place, file.Name, file.Length, file.Stamp);
}

/// <summary>What the sender says of one chunk.</summary>
public sealed record ChunkChecksum(HashAlgorithmName Algorithm, byte[] Digest);

public enum AppendOutcome
{
    Added,

    /// <summary>The offset isn't the upload's, or somebody else is writing.</summary>
    Elsewhere,

    /// <summary>The chunk isn't what its checksum says, and was thrown away.</summary>
    Damaged,
}

/// <param name="Offset">Bytes that are safe now, where it was added.</param>
public readonly record struct Appended(AppendOutcome Outcome, long Offset = 0);

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

    /// <summary>The upload that was begun for this file and isn't whole yet, or null.</summary>
    public Upload? FindBegun(AnnouncedFile file) =>
        Of(FolderOf(file.OwnerId))
            .FirstOrDefault(u =>
                u.Place == file.Place
                && u.Name == file.Name
                && u.Length == file.Length
                && u.Stamp == file.Stamp
            );

    /// <summary>Begins an upload, or goes on with the one that was begun for the same file.</summary>
    public Upload Begin(AnnouncedFile file)
    {
        // One at a time: the same file announced twice at once is one upload.
        lock (beginning)
            return FindBegun(file) ?? New(file);
    }

    private Upload New(AnnouncedFile file)
    {
        Directory.CreateDirectory(FolderOf(file.OwnerId));
        var upload = Upload.Of(file);
        File.WriteAllBytes(PartOf(upload), []);
        var note = NoteOf(file.OwnerId, upload.Id);
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

    /// <summary>When it is thrown away unless somebody adds to it.</summary>
    public DateTimeOffset ExpiryOf(Upload upload) =>
        new DateTimeOffset(File.GetLastWriteTimeUtc(PartOf(upload)), TimeSpan.Zero) + Patience;

    /// <summary>Bytes that were announced and haven't come yet.</summary>
    /// <param name="ownerId">Null for all owners together.</param>
    public long Outstanding(Guid? ownerId = null) =>
        Of(ownerId is { } id ? FolderOf(id) : folder)
            .Sum(u =>
                u.Length - (new FileInfo(PartOf(u)) is { Exists: true } part ? part.Length : 0)
            );

    /// <summary>Those of an owner that aren't whole yet.</summary>
    public IReadOnlyList<Upload> UnderWay(Guid ownerId) => [.. Of(FolderOf(ownerId))];

    private static IEnumerable<Upload> Of(string place) =>
        Directory.Exists(place)
            ? Directory
                .EnumerateFiles(place, "*.json", SearchOption.AllDirectories)
                .Select(ReadNote)
                .OfType<Upload>()
            : [];

    /// <summary>
    /// Adds what comes. A line that breaks off leaves what arrived before; with a checksum it leaves nothing of the chunk, which can't be
    /// compared any more.
    /// </summary>
    /// <exception cref="RefusedException">More came than the upload's length.</exception>
    public async Task<Appended> AppendAsync(
        Upload upload,
        long offset,
        Stream content,
        ChunkChecksum? checksum,
        CancellationToken cancel
    )
    {
        await using var part = OpenForWriting(upload);
        if (part is null || part.Length != offset)
            return new Appended(AppendOutcome.Elsewhere);
        using var hash = checksum is null ? null : IncrementalHash.CreateHash(checksum.Algorithm);
        var isWhole = checksum is null;
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
                hash?.AppendData(buffer, 0, read);
                // Not to be broken off in the middle: what is written counts.
                await part.WriteAsync(buffer.AsMemory(0, read), CancellationToken.None);
            }
            isWhole |= hash?.GetHashAndReset().SequenceEqual(checksum!.Digest) == true;
            return isWhole
                ? new Appended(AppendOutcome.Added, part.Position)
                : new Appended(AppendOutcome.Damaged);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            if (!isWhole)
                part.SetLength(offset);
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
            var part in Directory.EnumerateFiles(folder, "*.part", SearchOption.AllDirectories)
        )
            if (File.GetLastWriteTimeUtc(part) < since)
            {
                File.Delete(Path.ChangeExtension(part, ".json"));
                File.Delete(part);
            }
        // A crash between two steps leaves a note without its part, or the draft of one.
        foreach (var note in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            if (
                !File.Exists(Path.ChangeExtension(note, ".part"))
                && File.GetLastWriteTimeUtc(note) < since
            )
                File.Delete(note);
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

using System.Text.Json;
using System.Text.Json.Serialization;
using Grants.Domain.Inspection;

namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>
/// What the checks found of each file of a batch, written as it is found, so that after a restart only the rest is examined:
/// {folder}/{batch id}.jsonl. It belongs to one node; another one begins from nothing.
/// </summary>
public sealed class CheckJournals(string folder)
{
    private const string Ending = ".jsonl";

    /// <summary>Batches whose checks aren't over.</summary>
    public IReadOnlyList<Guid> Kept() =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, "*" + Ending)
                    .Select(f => Path.GetFileNameWithoutExtension(f))
                    .Where(name => Guid.TryParse(name, out _))
                    .Select(Guid.Parse),
            ]
            : [];

    /// <param name="standard">Who checks, with versions: what others found counts for nothing.</param>
    internal CheckJournal Open(Guid batchId, string standard)
    {
        Directory.CreateDirectory(folder);
        return new CheckJournal(PlaceOf(batchId), standard);
    }

    public void Forget(Guid batchId)
    {
        if (Directory.Exists(folder))
            File.Delete(PlaceOf(batchId));
    }

    private string PlaceOf(Guid batchId) => Path.Combine(folder, batchId + Ending);
}

/// <summary>One batch's: a line of JSON that names who checks, then one for each file.</summary>
internal sealed class CheckJournal : ICheckJournal, IDisposable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly Dictionary<string, ContentReport> _known = [];
    private FileStream? _file;

    public CheckJournal(string place, string standard)
    {
        try
        {
            _file = new FileStream(place, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            var whole = Read(standard);
            _file.SetLength(whole);
            _file.Position = whole;
            if (whole == 0)
                Write(standard);
        }
        catch (IOException)
        {
            GiveUp();
        }
    }

    public ContentReport? Find(string key) => _known.GetValueOrDefault(key);

    public void Keep(string key, ContentReport report)
    {
        try
        {
            Write(new Line(key, report));
        }
        catch (IOException)
        {
            GiveUp();
        }
    }

    public void Dispose() => _file?.Dispose();

    /// <summary>A disk that is full or a file that another process holds don't keep a batch from being checked.</summary>
    private void GiveUp()
    {
        _file?.Dispose();
        _file = null;
    }

    /// <summary>To the operating system at once: a process that is killed loses at most the line that it is writing.</summary>
    private void Write<T>(T line)
    {
        if (_file is null)
            return;
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, Options), (byte)'\n']);
        _file.Flush();
    }

    /// <returns>Bytes up to the end of the last whole line; 0 when others checked.</returns>
    private long Read(string standard)
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        var whole = 0;
        while (bytes.AsSpan(whole).IndexOf((byte)'\n') is >= 0 and var length)
        {
            var line = bytes.AsSpan(whole, length);
            if (whole == 0 ? Parsed<string>(line) != standard : !Take(Parsed<Line>(line)))
                return whole;
            whole += length + 1;
        }
        return whole;
    }

    private bool Take(Line? line)
    {
        if (line is not { Key: not null, Report: not null })
            return false;
        _known[line.Key] = line.Report;
        return true;
    }

    /// <summary>Null where it was written in another way.</summary>
    private static T? Parsed<T>(ReadOnlySpan<byte> line)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Line(string Key, ContentReport Report);
}

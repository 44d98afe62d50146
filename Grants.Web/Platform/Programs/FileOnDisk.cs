namespace Grants.Web.Platform.Programs;

/// <summary>
/// A folder of its own in which a stream is a file under a name that a program understands: a link to the file itself where there is
/// one, else a copy. Gone when disposed.
/// </summary>
internal sealed class FileOnDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grants-look-").FullName;

    public FileOnDisk(Stream content, string extension)
    {
        Place = Path.Combine(_folder, "file" + extension);
        if (content is FileStream file && !OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Place, file.Name);
            return;
        }
        using var copy = File.Create(Place);
        content.CopyTo(copy);
    }

    public string Place { get; }

    /// <summary>Where a program may write what nobody reads; takes no disk where the system has /dev/null.</summary>
    public string Nowhere(string extension)
    {
        var place = Path.Combine(_folder, "out" + extension);
        if (File.Exists("/dev/null"))
            File.CreateSymbolicLink(place, "/dev/null");
        return place;
    }

    public string Other(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

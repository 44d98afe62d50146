namespace Grants.Web.Features.Deliverables.Checking;

/// <summary>Readers of formats go back and forth in a file; an entry of a package is copied aside for them.</summary>
internal static class Seekable
{
    private const int InMemory = 16 << 20;

    /// <param name="length">Bytes of the content.</param>
    public static Stream Of(Stream content, long length)
    {
        if (content.CanSeek)
            return content;
        Stream copy = length <= InMemory ? new MemoryStream((int)length) : NewFile();
        using (content)
            content.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    /// <summary>Empty, on this machine's temporary disk; it is gone when it is closed.</summary>
    public static Stream NewFile() =>
        new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            FileMode.CreateNew,
            FileAccess.ReadWrite,
            FileShare.None,
            1 << 16,
            FileOptions.DeleteOnClose
        );
}

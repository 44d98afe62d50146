using System.Text;

namespace Grants.Web.Platform.Imaging;

/// <summary>Reads what an ICC colour profile is called (ICC.1:2022, 9.2.41).</summary>
internal static class IccProfile
{
    private const uint Description = 0x64657363; // desc: the tag, and its type in version 2
    private const uint Localized = 0x6D6C7563; // mluc: its type in version 4

    /// <returns>Empty when the profile has no readable name.</returns>
    public static string NameOf(ReadOnlyMemory<byte> profile)
    {
        try
        {
            var bytes = new BigEndian(profile);
            for (var i = 0; i < Math.Min(bytes.U32(128), 100); i++)
                if (bytes.U32(132 + 12 * i) == Description)
                    return ReadText(bytes, bytes.U32(136 + 12 * i));
        }
        catch (InvalidDataException)
        {
            // A broken profile has no name; whether that matters is for the rules to say.
        }
        return "";
    }

    private static string ReadText(BigEndian bytes, long at)
    {
        var text = bytes.U32(at) switch
        {
            Description => Encoding.ASCII.GetString(bytes.Slice(at + 12, bytes.U32(at + 8)).Span),
            Localized => Encoding.BigEndianUnicode.GetString(
                bytes.Slice(at + bytes.U32(at + 24), bytes.U32(at + 20)).Span
            ),
            _ => "",
        };
        return text.TrimEnd('\0').Trim();
    }
}

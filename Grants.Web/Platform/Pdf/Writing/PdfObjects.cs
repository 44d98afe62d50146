using System.Security.Cryptography;
using System.Text;

namespace Grants.Web.Platform.Pdf.Writing;

/// <summary>The numbered objects of a file, and the file around them (ISO 32000-1, 7.5).</summary>
internal sealed class PdfObjects
{
    private readonly List<byte[]> _objects =
    [
        [],
    ]; // number 0 is never used

    /// <returns>A number to refer to before the object is known.</returns>
    public int Reserve()
    {
        _objects.Add([]);
        return _objects.Count - 1;
    }

    public void Set(int id, string body) => _objects[id] = Encoding.Latin1.GetBytes(body);

    public int Add(string body)
    {
        var id = Reserve();
        Set(id, body);
        return id;
    }

    /// <param name="entries">Of the stream's dictionary, without its length and filter.</param>
    public int AddDeflated(string entries, ReadOnlySpan<byte> data) =>
        AddStream(entries + "/Filter/FlateDecode", Deflate.Pack(data));

    /// <inheritdoc cref="AddDeflated"/>
    public int AddStream(string entries, ReadOnlySpan<byte> data)
    {
        var id = Reserve();
        _objects[id] =
        [
            .. Encoding.Latin1.GetBytes($"<<{entries}/Length {data.Length}>>\nstream\n"),
            .. data,
            .. "\nendstream"u8,
        ];
        return id;
    }

    /// <summary>The whole file. Its ID is made of its content, so the same objects give the same bytes.</summary>
    public byte[] ToFile(int catalog, int information)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8);
        var positions = new long[_objects.Count];
        for (var id = 1; id < _objects.Count; id++)
        {
            positions[id] = file.Length;
            file.Write(Encoding.Latin1.GetBytes($"{id} 0 obj\n"));
            file.Write(_objects[id]);
            file.Write("\nendobj\n"u8);
        }
        var hash = Convert.ToHexString(
            SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length))
        )[..32];
        var start = file.Length;
        var table = positions.Skip(1).Select(position => $"{position:0000000000} 00000 n \n");
        var end =
            $"xref\n0 {_objects.Count}\n0000000000 65535 f \n{string.Concat(table)}"
            + $"trailer\n<</Size {_objects.Count}/Root {catalog} 0 R/Info {information} 0 R"
            + $"/ID[<{hash}><{hash}>]>>\nstartxref\n{start}\n%%EOF\n";
        file.Write(Encoding.Latin1.GetBytes(end));
        return file.ToArray();
    }
}

namespace Grants.Web.Platform.Pdf.Pictures;

/// <summary>Reads a JPEG's frame header (ITU T.81, annex B); PDF takes the file as it is.</summary>
internal static class JpegReader
{
    private readonly record struct Frame(int Width, int Height, int Components);

    /// <exception cref="InvalidDataException">Not a whole JPEG, or of a kind that PDF can't hold.</exception>
    public static Picture Read(ReadOnlyMemory<byte> file)
    {
        var bytes = new BigEndian(file);
        Frame? frame = null;
        var adobe = false;
        for (long at = 2; ; )
        {
            if (bytes.U8(at) != 0xFF)
                throw new InvalidDataException("A JPEG marker is missing.");
            var marker = bytes.U8(at + 1);
            if (marker == 0xFF) // fill byte
            {
                at++;
                continue;
            }
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7)) // no length
            {
                at += 2;
                continue;
            }
            var length = bytes.U16(at + 2);
            if (marker is 0xC0 or 0xC1 or 0xC2)
                frame = ReadFrame(bytes, at + 4);
            else if (marker is 0xC3 or (>= 0xC5 and <= 0xCF and not 0xC8 and not 0xCC))
                throw new InvalidDataException(
                    "This kind of JPEG (lossless or arithmetic) isn't supported."
                );
            else if (marker == 0xEE && bytes.Slice(at + 4, length - 2).Span.StartsWith("Adobe"u8))
                adobe = true;
            else if (marker == 0xDA)
                return Finish(file, at, frame, adobe);
            else if (marker == 0xD9)
                throw new InvalidDataException("The JPEG holds no picture.");
            if (length < 2)
                throw new InvalidDataException("A JPEG segment has no length.");
            at += 2 + length;
        }
    }

    private static Frame ReadFrame(BigEndian bytes, long at)
    {
        if (bytes.U8(at) != 8)
            throw new InvalidDataException("Only JPEG with 8 bits a sample is supported.");
        var frame = new Frame(bytes.U16(at + 3), bytes.U16(at + 1), bytes.U8(at + 5));
        Picture.CheckSize(frame.Width, frame.Height);
        return frame;
    }

    private static Picture Finish(ReadOnlyMemory<byte> file, long scan, Frame? frame, bool adobe)
    {
        if (frame is not { } f)
            throw new InvalidDataException("The JPEG has no frame header.");
        var end = file.Span[(int)scan..].LastIndexOf<byte>([0xFF, 0xD9]);
        if (end < 0)
            throw new InvalidDataException("The JPEG is cut short.");
        var space = f.Components switch
        {
            1 => "/DeviceGray",
            3 => "/DeviceRGB",
            4 => "/DeviceCMYK",
            _ => throw new InvalidDataException(
                $"A JPEG of {f.Components} channels isn't supported."
            ),
        };
        // Adobe's CMYK is stored inverted.
        var extra = adobe && f.Components == 4 ? "/Decode[1 0 1 0 1 0 1 0]" : "";
        return new(f.Width, f.Height, space, 8, "DCTDecode", extra, file[..((int)scan + end + 2)]);
    }
}

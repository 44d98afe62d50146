using System.Buffers.Binary;
using System.IO.Compression;

namespace Grants.Web.Commands.Demo;

/// <summary>What a drawn sample looks like from afar.</summary>
internal enum DemoPicture
{
    Poster,
    Letter,
    Photograph,
    Newsletter,
    Telegram,
}

/// <summary>
/// Masters of the sample items: drawn, not scanned, and marked as samples, as 8-bit RGB TIFF files at 300 ppi. The same item
/// always gives the same bytes.
/// </summary>
internal static class DemoPictures
{
    private static readonly (byte R, byte G, byte B)[] Inks =
    [
        (31, 90, 92),
        (163, 42, 34),
        (36, 33, 28),
        (122, 79, 33),
        (36, 88, 143),
        (90, 60, 110),
    ];

    /// <param name="seed">Which of its kind: colours and shapes follow from it.</param>
    public static byte[] Draw(DemoPicture kind, int seed)
    {
        var random = new Random(seed);
        var canvas = kind switch
        {
            DemoPicture.Poster => Poster(random),
            DemoPicture.Photograph => Photograph(random),
            DemoPicture.Telegram => Telegram(random),
            DemoPicture.Newsletter => Page(random, columns: 2),
            _ => Page(random, columns: 1),
        };
        canvas.Word("SAMPLE", canvas.Width / 2 - 90, canvas.Height - 60, 5, (120, 110, 95));
        return canvas.ToTiff();
    }

    private static DemoCanvas Poster(Random random)
    {
        var paper = (
            (byte)random.Next(225, 246),
            (byte)random.Next(215, 236),
            (byte)random.Next(190, 216)
        );
        var canvas = new DemoCanvas(900, 1200, paper);
        var (first, second) = (Inks[random.Next(Inks.Length)], Inks[random.Next(Inks.Length)]);
        canvas.Fill(0, 0, 900, 150, first);
        canvas.Word("LET MY PEOPLE GO", 90, 45, 7, paper);
        switch (random.Next(3))
        {
            case 0: // bars, and an opening in them
                for (var x = 130; x < 800; x += 110)
                    canvas.Fill(x, 250, 46, 640, second);
                canvas.Disc(450, 570, 150, paper);
                canvas.Disc(450, 570, 110, first);
                break;
            case 1: // a crowd of circles under a banner
                canvas.Fill(120, 300, 660, 130, second);
                for (var row = 0; row < 4; row++)
                for (var i = 0; i < 8; i++)
                    canvas.Disc(
                        130 + i * 92 + row % 2 * 40,
                        560 + row * 100,
                        36,
                        row % 2 == 0 ? first : second
                    );
                break;
            default: // two hands of blocks that reach for each other
                for (var i = 0; i < 6; i++)
                {
                    canvas.Fill(120, 280 + i * 105, 220 + i % 3 * 60, 70, first);
                    canvas.Fill(560 - i % 3 * 60, 330 + i * 105, 220 + i % 3 * 60, 70, second);
                }
                break;
        }
        canvas.Fill(0, 1000, 900, 90, second);
        return canvas;
    }

    private static DemoCanvas Photograph(Random random)
    {
        var canvas = new DemoCanvas(1200, 900, (233, 229, 220));
        for (var y = 40; y < 800; y++)
        {
            var shade = (byte)(70 + (y - 40) * 110 / 760);
            canvas.Fill(40, y, 1120, 1, (shade, (byte)(shade * 0.95), (byte)(shade * 0.87)));
        }
        for (var i = 0; i < 26; i++)
        {
            var (x, y, size) = (random.Next(90, 1110), random.Next(430, 690), random.Next(20, 42));
            var tone = (byte)random.Next(25, 90);
            canvas.Disc(x, y, size, (tone, tone, (byte)(tone - 5)));
            canvas.Fill(
                x - size,
                y + size,
                size * 2,
                Math.Max(0, 800 - y - size),
                (tone, (byte)(tone - 4), (byte)(tone - 9))
            );
        }
        for (var i = 0; i < 4; i++)
            canvas.Fill(
                random.Next(80, 900),
                random.Next(220, 420),
                random.Next(140, 240),
                80,
                (214, 209, 198)
            );
        return canvas;
    }

    private static DemoCanvas Page(Random random, int columns)
    {
        var canvas = new DemoCanvas(850, 1100, (241, 234, 214));
        var ink = ((byte)52, (byte)48, (byte)44);
        if (columns > 1)
            canvas.Word("NEWSLETTER", 90, 70, 8, Inks[random.Next(Inks.Length)]);
        else
            canvas.Fill(90, 80, random.Next(180, 320), 14, ink);
        var width = (670 - (columns - 1) * 40) / columns;
        for (var column = 0; column < columns; column++)
        for (var y = columns > 1 ? 190 : 160; y < 980; y += 22)
            Line(canvas, random, 90 + column * (width + 40), y, width, ink);
        return canvas;
    }

    private static DemoCanvas Telegram(Random random)
    {
        var canvas = new DemoCanvas(1000, 640, (236, 222, 178));
        canvas.Fill(0, 0, 1000, 90, (163, 42, 34));
        canvas.Word("TELEGRAM", 60, 25, 6, (241, 234, 214));
        for (var y = 170; y < 500; y += 52)
        {
            canvas.Fill(60, y - 12, 880, 36, (246, 240, 222));
            Line(canvas, random, 80, y, 820, (40, 38, 36));
        }
        return canvas;
    }

    /// <summary>Words as short strokes: seen as writing, read as nothing.</summary>
    private static void Line(
        DemoCanvas canvas,
        Random random,
        int x,
        int y,
        int width,
        (byte, byte, byte) ink
    )
    {
        if (random.Next(9) == 0)
            return; // between paragraphs
        for (var at = x; at < x + width - 20; )
        {
            var word = Math.Min(random.Next(14, 70), x + width - at);
            canvas.Fill(at, y, word, 7, ink);
            at += word + 9;
        }
    }
}

/// <summary>Pixels to draw on.</summary>
internal sealed class DemoCanvas
{
    /// <summary>Capital letters in 5 x 7 dots, one row a string of bits from the left.</summary>
    private static readonly Dictionary<char, string> Letters = new()
    {
        ['A'] = "01110 10001 10001 11111 10001 10001 10001",
        ['E'] = "11111 10000 10000 11110 10000 10000 11111",
        ['G'] = "01110 10001 10000 10111 10001 10001 01110",
        ['L'] = "10000 10000 10000 10000 10000 10000 11111",
        ['M'] = "10001 11011 10101 10101 10001 10001 10001",
        ['N'] = "10001 11001 10101 10101 10011 10001 10001",
        ['O'] = "01110 10001 10001 10001 10001 10001 01110",
        ['P'] = "11110 10001 10001 11110 10000 10000 10000",
        ['R'] = "11110 10001 10001 11110 10100 10010 10001",
        ['S'] = "01111 10000 10000 01110 00001 00001 11110",
        ['T'] = "11111 00100 00100 00100 00100 00100 00100",
        ['W'] = "10001 10001 10001 10101 10101 11011 10001",
        ['Y'] = "10001 10001 01010 00100 00100 00100 00100",
    };

    private readonly byte[] _pixels;

    public DemoCanvas(int width, int height, (byte R, byte G, byte B) paper)
    {
        (Width, Height) = (width, height);
        _pixels = new byte[width * height * 3];
        Fill(0, 0, width, height, paper);
    }

    public int Width { get; }

    public int Height { get; }

    public void Fill(int x, int y, int width, int height, (byte R, byte G, byte B) ink)
    {
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
        for (var column = Math.Max(0, x); column < Math.Min(Width, x + width); column++)
            Dot(column, row, ink);
    }

    public void Disc(int x, int y, int radius, (byte R, byte G, byte B) ink)
    {
        for (var row = -radius; row <= radius; row++)
        {
            var half = (int)Math.Sqrt(radius * radius - row * row);
            Fill(x - half, y + row, half * 2, 1, ink);
        }
    }

    /// <param name="dot">Size of a letter's dots in pixels; a letter is 6 dots wide with its gap.</param>
    public void Word(string word, int x, int y, int dot, (byte R, byte G, byte B) ink)
    {
        foreach (var letter in word)
        {
            if (Letters.TryGetValue(letter, out var rows))
                foreach (var (row, bits) in rows.Split(' ').Index())
                foreach (var (column, bit) in bits.Index())
                    if (bit == '1')
                        Fill(x + column * dot, y + row * dot, dot, dot, ink);
            x += 6 * dot;
        }
    }

    /// <summary>Baseline TIFF 6.0, RGB, 8 bits a sample, Deflate, one strip, 300 ppi.</summary>
    public byte[] ToTiff()
    {
        const int Entries = 12;
        const int DirectoryAt = 8;
        const int BitsAt = DirectoryAt + 2 + Entries * 12 + 4;
        const int ResolutionAt = BitsAt + 6;
        const int StripAt = ResolutionAt + 8;
        using var strip = new MemoryStream();
        using (var deflate = new ZLibStream(strip, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(_pixels);

        var file = new byte[StripAt + strip.Length];
        "II"u8.CopyTo(file);
        Short(2, 42);
        Long(4, DirectoryAt);
        Short(DirectoryAt, Entries);
        var at = DirectoryAt + 2;
        Entry(256, 4, 1, Width); // ImageWidth
        Entry(257, 4, 1, Height); // ImageLength
        Entry(258, 3, 3, BitsAt); // BitsPerSample
        Entry(259, 3, 1, 8); // Compression: Adobe Deflate
        Entry(262, 3, 1, 2); // PhotometricInterpretation: RGB
        Entry(273, 4, 1, StripAt); // StripOffsets
        Entry(277, 3, 1, 3); // SamplesPerPixel
        Entry(278, 4, 1, Height); // RowsPerStrip
        Entry(279, 4, 1, (int)strip.Length); // StripByteCounts
        Entry(282, 5, 1, ResolutionAt); // XResolution
        Entry(283, 5, 1, ResolutionAt); // YResolution
        Entry(296, 3, 1, 2); // ResolutionUnit: inch
        for (var i = 0; i < 3; i++)
            Short(BitsAt + 2 * i, 8);
        Long(ResolutionAt, 300);
        Long(ResolutionAt + 4, 1);
        strip.ToArray().CopyTo(file, StripAt);
        return file;

        void Short(int offset, int value) =>
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(offset), (ushort)value);

        void Long(int offset, int value) =>
            BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(offset), (uint)value);

        void Entry(int tag, int type, int count, int value)
        {
            Short(at, tag);
            Short(at + 2, type);
            Long(at + 4, count);
            Long(at + 8, value);
            at += 12;
        }
    }

    private void Dot(int x, int y, (byte R, byte G, byte B) ink)
    {
        var at = (y * Width + x) * 3;
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = ink;
    }
}

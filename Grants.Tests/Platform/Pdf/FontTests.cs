using CsCheck;
using Grants.Web.Platform.Pdf.TrueType;

namespace Grants.Tests.Platform.Pdf;

public sealed class FontTests
{
    private static readonly string Folder = Path.Combine(
        AppContext.BaseDirectory,
        "Platform",
        "Pdf",
        "Fonts"
    );

    public static TheoryData<string> Fonts =>
        [
            .. Directory
                .GetFiles(Folder, "*.ttf")
                .Select(file => Path.GetFileNameWithoutExtension(file)!),
        ];

    [Theory]
    [MemberData(nameof(Fonts))]
    public void What_a_font_says_it_has_it_draws(string name)
    {
        using var font = new FontFace(name, Bytes(name));

        // Letters only: a lone mark or joiner is drawn on a dotted circle or not at all.
        var letters = font
            .File.Characters.Where(c => c is < 0x3000 and > 0x20 && char.IsLetter((char)c))
            .ToList();

        letters.Should().HaveCountGreaterThan(20);
        letters
            .Should()
            .OnlyContain(c => font.Shape(((char)c).ToString(), false).Glyphs.All(g => g.Id != 0));
    }

    [Theory]
    [MemberData(nameof(Fonts))]
    public void A_subset_is_a_font_with_the_same_outlines_of_the_glyphs_that_were_asked_for(
        string name
    )
    {
        var whole = new TrueTypeFile(Bytes(name));
        using var face = new FontFace(name, Bytes(name));
        var glyphs = face.Shape("ÅÉfi 12", false)
            .Glyphs.Select(g => g.Id)
            .Where(id => id != 0)
            .Distinct()
            .ToList();

        var bytes = FontSubset.Of(whole, glyphs);

        // The subset has no character map: PDF needs none. So its own tables are read, not a TrueTypeFile.
        bytes.Length.Should().BeLessThan(Bytes(name).Length / 2);
        var tables = TablesOf(bytes);
        tables.Keys.Should().Contain(["glyf", "head", "hhea", "hmtx", "loca", "maxp"]);
        foreach (var glyph in glyphs)
        {
            var from = (int)U32(bytes, tables["loca"].At + 4 * glyph);
            var to = (int)U32(bytes, tables["loca"].At + 4 * (glyph + 1));
            var expected = whole.Outline(glyph).ToArray();
            bytes[(tables["glyf"].At + from)..(tables["glyf"].At + to)]
                .Take(expected.Length)
                .Should()
                .Equal(expected);
        }
        uint sum = 0;
        for (var i = 0; i < bytes.Length; i += 4)
            sum += U32(bytes, i);
        sum.Should().Be(0xB1B0AFBA, "that is what the checksum is made for (OpenType \"head\")");
    }

    [Fact]
    public void Parts_of_a_composed_letter_come_along()
    {
        var whole = new TrueTypeFile(Bytes("DejaVuSans"));
        using var face = new FontFace("DejaVuSans", Bytes("DejaVuSans"));
        var composed = face.Shape("Ǻ", false).Glyphs.Single().Id;
        var plain = FontSubset.Of(whole, []);

        FontSubset
            .Of(whole, [composed])
            .Length.Should()
            .BeGreaterThan(plain.Length + whole.Outline(composed).Length + 100);
    }

    [Fact]
    public void A_damaged_font_is_read_or_refused_and_nothing_else()
    {
        var file = Bytes("NotoSansHebrew-Regular");

        Gen.Select(Gen.Double[0, 1], Gen.Byte)
            .List[1, 20]
            .Sample(
                damage =>
                {
                    var damaged = file.ToArray();
                    foreach (var (place, value) in damage)
                        damaged[(int)(Math.Pow(place, 4) * (file.Length - 1))] = value; // tables are at the beginning
                    ReadOrRefuse(damaged);
                },
                iter: 1500
            );
        Gen.Byte.Array[0, 300].Sample(bytes => ReadOrRefuse([0, 1, 0, 0, .. bytes]), iter: 1000);
    }

    [Fact]
    public void Missing_fonts_are_named()
    {
        var load = () => FontSet.Load(Path.Combine(Folder, "nowhere"));

        load.Should()
            .Throw<InvalidOperationException>()
            .WithMessage("*NotoSansHebrew-Regular.ttf is missing*");
    }

    private static void ReadOrRefuse(byte[] file)
    {
        try
        {
            var font = new TrueTypeFile(file);
            FontSubset.Of(font, [1, 5, (ushort)(font.GlyphCount - 1)]).Should().NotBeEmpty();
        }
        catch (InvalidDataException) { }
    }

    private static byte[] Bytes(string name) =>
        File.ReadAllBytes(Path.Combine(Folder, name + ".ttf"));

    private static Dictionary<string, (int At, int Length)> TablesOf(byte[] font) =>
        Enumerable
            .Range(0, font[5])
            .Select(i => 12 + 16 * i)
            .ToDictionary(
                at => System.Text.Encoding.ASCII.GetString(font, at, 4),
                at => ((int)U32(font, at + 8), (int)U32(font, at + 12))
            );

    private static uint U32(byte[] bytes, int at) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at));
}

using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Charts;
using Grants.Web.Platform.Pdf.Pictures;
using Grants.Web.Platform.Pdf.Writing;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>Images and charts: figures with a text in their place.</summary>
internal sealed class PictureBlocks(Flow flow)
{
    private readonly Dictionary<Image, Picture> _read = new(ReferenceEqualityComparer.Instance);

    /// <summary>With the space after it, in points.</summary>
    public const float ChartHeight = ChartPainter.Height * PageBox.Width / ChartPainter.Width + 12;

    /// <summary>The largest size of a picture's shape inside a box.</summary>
    public static (float Width, float Height) Fit(Picture picture, float width, float height)
    {
        var scale = Math.Min(width / picture.Width, height / picture.Height);
        return (picture.Width * scale, picture.Height * scale);
    }

    public (float Width, float Height) SizeOf(Image image) =>
        Fit(Read(image), Math.Min((float)image.WidthPoints, PageBox.Width), PageBox.Height);

    public void Place(Image image)
    {
        var (width, height) = SizeOf(image);
        flow.Reserve(height);
        Draw(Read(image), image.Alt, PageBox.Left, flow.Y, width, height);
        flow.Advance(height);
        flow.Space(12);
    }

    public void Place(Chart chart)
    {
        flow.Reserve(ChartHeight);
        const float scale = PageBox.Width / ChartPainter.Width;
        var (top, shaper) = (flow.Y, flow.Shaper);
        var tag = Figure(chart.Alt, PageBox.Left, top, PageBox.Width, ChartPainter.Height * scale);
        flow.Draw(
            tag,
            canvas =>
                ChartPainter.Paint(chart, new CanvasPlot(canvas, shaper, PageBox.Left, top, scale))
        );
        flow.Advance(ChartHeight);
    }

    /// <summary>At a place of its own; the flow stays where it is.</summary>
    public void Draw(Picture picture, string alt, float x, float y, float width, float height) =>
        flow.Draw(
            Figure(alt, x, y, width, height),
            canvas => canvas.Picture(picture, x, y, width, height)
        );

    private Tag Figure(string alt, float x, float y, float width, float height)
    {
        var tag = flow.Root.Add("Figure", alt);
        var sides = string.Join(
            ' ',
            new[] { x, PageBox.PageHeight - y - height, x + width, PageBox.PageHeight - y }.Select(
                PdfSyntax.Number
            )
        );
        tag.Attributes = $"<</O/Layout/Placement/Block/BBox[{sides}]>>";
        return tag;
    }

    private Picture Read(Image image)
    {
        if (!_read.TryGetValue(image, out var picture))
            _read[image] = picture = Picture.Read(image.Content);
        return picture;
    }
}

using Grants.Domain.Documents;
using Grants.Web.Platform.Pdf.Shaping;
using Grants.Web.Platform.Pdf.Writing;

namespace Grants.Web.Platform.Pdf.Layout;

/// <summary>Lays a document's blocks out on pages, then draws them.</summary>
internal sealed class DocumentLayout
{
    private readonly PrintDocument _document;
    private readonly Flow _flow;
    private readonly TextBlocks _text;
    private readonly LetterBlocks _letter;
    private readonly TableBlock _table;
    private readonly PictureBlocks _pictures;
    private readonly ContentsBlock _contents;
    private readonly CancellationToken _cancel;

    private DocumentLayout(PrintDocument document, TextShaper shaper, CancellationToken cancel)
    {
        _document = document;
        _cancel = cancel;
        _flow = new(shaper);
        _text = new(_flow);
        _pictures = new(_flow);
        _letter = new(_flow, _pictures);
        _table = new(_flow);
        _contents = new(_flow);
    }

    /// <returns>The bytes of a PDF.</returns>
    /// <exception cref="Imaging.UnreadableImageException">An image of the document.</exception>
    public static byte[] Render(PrintDocument document, TextShaper shaper, CancellationToken cancel)
    {
        var layout = new DocumentLayout(document, shaper, cancel);
        layout.PlaceBlocks();
        return layout.Draw();
    }

    private void PlaceBlocks()
    {
        var blocks = _document.Blocks;
        for (var i = 0; i < blocks.Count; i++)
        {
            _cancel.ThrowIfCancellationRequested();
            switch (blocks[i])
            {
                case Heading heading:
                    _flow.Space(TextBlocks.SpaceBefore(heading));
                    _flow.Reserve(HeightWithNext(i));
                    _contents.Found(heading);
                    _text.Place(heading);
                    break;
                case PageBreak:
                    if (!_flow.IsFresh)
                        _flow.NewPage();
                    break;
                case TableOfContents contents:
                    _contents.Place(contents, blocks.OfType<Heading>());
                    break;
                default:
                    Place(blocks[i]);
                    break;
            }
        }
    }

    private void Place(Block block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                _text.Place(paragraph);
                break;
            case BulletList list:
                _text.Place(list);
                break;
            case KeyValues values:
                _text.Place(values);
                break;
            case Table table:
                _table.Place(table);
                break;
            case Chart chart:
                _pictures.Place(chart);
                break;
            case Image image:
                _pictures.Place(image);
                break;
            case Letterhead letterhead:
                _letter.Place(letterhead);
                break;
            case Address address:
                _letter.Place(address);
                break;
            case Signatures signatures:
                _letter.Place(signatures);
                break;
            case Cover cover:
                _letter.Place(cover);
                break;
            default:
                throw new NotSupportedException($"A PDF can't show a {block.GetType().Name}.");
        }
    }

    /// <summary>A heading stays with the beginning of what follows.</summary>
    private float HeightWithNext(int index)
    {
        var height = 0f;
        for (; index < _document.Blocks.Count; index++)
        {
            switch (_document.Blocks[index])
            {
                case Heading heading:
                    height += _text.Height(heading);
                    continue;
                case Chart:
                    return height + PictureBlocks.ChartHeight;
                case Image image:
                    return height + _pictures.SizeOf(image).Height;
                case Table table:
                    return height + _table.HeightOfStart(table);
                case KeyValues or Signatures:
                    return height + 70;
                case PageBreak or Cover:
                    return height;
                default:
                    return height + 2 * PrintStyle.Body.LineHeight;
            }
        }
        return height;
    }

    private byte[] Draw()
    {
        var count = _flow.Pages.Count;
        if (count > 1 && _flow.Page.IsEmpty)
            count--; // a break at the end makes no empty page
        var writer = new PdfWriter(_document, count, PageBox.PageWidth, PageBox.PageHeight);
        for (var i = 0; i < count; i++)
        {
            _cancel.ThrowIfCancellationRequested();
            _flow.Pages[i].DrawOn(writer.Pages[i]);
            if (_flow.Pages[i].HasFooter)
                DrawFooter(writer.Pages[i], i + 1, count);
            if (_document.Header.Length > 0)
                DrawHeader(writer.Pages[i]);
        }
        _contents.Finish(writer);
        return writer.Finish(_flow.Root);
    }

    private void DrawHeader(PdfCanvas canvas)
    {
        var text = _flow.Shaper.OneLine(_document.Header, PrintStyle.Header, PageBox.Width);
        canvas.As(null, c => c.Text(text, PageBox.Right - text.Width, PageBox.HeaderLine));
    }

    private void DrawFooter(PdfCanvas canvas, int number, int count)
    {
        var shaper = _flow.Shaper;
        var page = shaper.Lines($"Page {number} of {count}", PrintStyle.Footer, PageBox.Width)[0];
        var text = shaper.OneLine(
            _document.Footer,
            PrintStyle.Footer,
            PageBox.Width - page.Width - 24
        );
        canvas.As(
            null,
            c =>
            {
                c.Text(text, PageBox.Left, PageBox.FooterLine);
                c.Text(page, PageBox.Right - page.Width, PageBox.FooterLine);
            }
        );
    }
}

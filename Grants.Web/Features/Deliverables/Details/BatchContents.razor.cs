using Grants.Data.Queries;
using Grants.Domain.Deliverables;
using Grants.Web.Features.Deliverables.Results;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Deliverables.Details;

public sealed partial class BatchContents(ListOfBatch list)
{
    private Page<ItemRow>? _items;
    private Page<FileRow>? _files;
    private Page<EventRow>? _events;
    private int? _shown;

    [Parameter, EditorRequired]
    public required Guid BatchId { get; set; }

    [Parameter, EditorRequired]
    public required BatchPart Part { get; set; }

    [Parameter]
    public int Page { get; set; } = 1;

    /// <summary>Of the sampled items to show; null for all.</summary>
    [Parameter]
    public Verdict? Verdict { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Page)
            return;
        _shown = Page;
        if (Part == BatchPart.Items)
            _items = await list.ItemsAsync(BatchId, Page, Gone);
        else if (Part == BatchPart.Files)
            _files = await list.FilesAsync(BatchId, Page, Gone);
        else if (Part == BatchPart.Events)
            _events = await list.EventsAsync(BatchId, Page, Gone);
    }
}

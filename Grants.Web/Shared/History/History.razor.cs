using Grants.Domain.Accounts;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Shared.History;

/// <summary>What happened to one record, newest first. Renders nothing for people who may not read the log.</summary>
public sealed partial class History(SubjectHistory history)
{
    private readonly string _titleId = $"history-{Guid.CreateVersion7():n}";
    private IReadOnlyList<HistoryLine>? _lines;
    private (Guid, object?) _shown;

    /// <summary>The aggregate's type name, such as "Application".</summary>
    [Parameter, EditorRequired]
    public required string SubjectType { get; set; }

    [Parameter, EditorRequired]
    public required Guid SubjectId { get; set; }

    [Parameter]
    public Permission Needs { get; set; } = Permission.ReadHistory;

    /// <summary>Change it (the record's version, say) to make it read again.</summary>
    [Parameter]
    public object? Version { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_lines is not null && _shown.Equals((SubjectId, Version)))
            return;
        _shown = (SubjectId, Version);
        _lines = await history.RunAsync(SubjectType, SubjectId, Needs, Gone);
    }
}

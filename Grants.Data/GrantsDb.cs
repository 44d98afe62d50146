using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Audit;
using Grants.Domain.Awards;
using Grants.Domain.Catalog;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Files;
using Grants.Domain.Forms;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Notifications;
using Grants.Domain.Programs;
using Grants.Domain.Reviews;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Grants.Data;

/// <summary>
/// The database as features see it, whatever the provider. Made per operation through IDbContextFactory; nothing it loads
/// outlives a render.
/// </summary>
public abstract partial class GrantsDb(DbContextOptions options)
    : IdentityUserContext<Account, Guid>(options),
        IDataProtectionKeyContext
{
    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();
    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Funder> Funders => Set<Funder>();
    public DbSet<GrantProgram> Programs => Set<GrantProgram>();
    public DbSet<Fund> Funds => Set<Fund>();
    public DbSet<Call> Calls => Set<Call>();
    public DbSet<FormVersion> FormVersions => Set<FormVersion>();
    public DbSet<RubricVersion> RubricVersions => Set<RubricVersion>();
    public DbSet<Application> Applications => Set<Application>();
    public DbSet<StageInvitation> StageInvitations => Set<StageInvitation>();
    public DbSet<ScreeningChecklist> ScreeningChecklists => Set<ScreeningChecklist>();
    public DbSet<CommentThread> CommentThreads => Set<CommentThread>();
    public DbSet<Visit> Visits => Set<Visit>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Review> Reviews => Set<Review>();
    public DbSet<Award> Awards => Set<Award>();
    public DbSet<Tranche> Tranches => Set<Tranche>();
    public DbSet<Deliverable> Deliverables => Set<Deliverable>();
    public DbSet<ProfileVersion> ProfileVersions => Set<ProfileVersion>();
    public DbSet<Batch> Batches => Set<Batch>();
    public DbSet<BatchFile> BatchFiles => Set<BatchFile>();
    public DbSet<BatchItem> BatchItems => Set<BatchItem>();
    public DbSet<BatchFinding> BatchFindings => Set<BatchFinding>();
    public DbSet<SheetEdit> SheetEdits => Set<SheetEdit>();
    public DbSet<SheetHeading> SheetHeadings => Set<SheetHeading>();
    public DbSet<PreservationEvent> PreservationEvents => Set<PreservationEvent>();
    public DbSet<MaterialLine> MaterialLines => Set<MaterialLine>();
    public DbSet<QualityControl> QualityControls => Set<QualityControl>();
    public DbSet<SampledItem> SampledItems => Set<SampledItem>();
    public DbSet<CatalogRecord> CatalogRecords => Set<CatalogRecord>();
    public DbSet<KnownName> KnownNames => Set<KnownName>();
    public DbSet<NumberSequence> NumberSequences => Set<NumberSequence>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<OutgoingMail> Mail => Set<OutgoingMail>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>
    /// Runs several reads and saves as one transaction. Needed only where one save isn't enough, such as taking the next
    /// reference number.
    /// </summary>
    public abstract Task InTransactionAsync(Func<Task> work, CancellationToken cancel);

    /// <summary>
    /// A save that touches records of the catalog or known names numbers the change in its own transaction: numbers become
    /// visible in their order, so a reader that goes on from the last one it saw misses none.
    /// </summary>
    public override async Task<int> SaveChangesAsync(
        bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default
    )
    {
        if (!this.TouchesCatalog() && !this.TouchesNames())
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await using var transaction = Database.CurrentTransaction is null
            ? await Database.BeginTransactionAsync(cancellationToken)
            : null;
        await this.NumberCatalogChangesAsync(cancellationToken);
        await this.NumberNameChangesAsync(cancellationToken);
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
        return saved;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        Conventions.Apply(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(GrantsDb).Assembly);
        Conventions.Finish(builder);
    }
}

using Grants.Data.Identity;
using Grants.Domain.Applications;
using Grants.Domain.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

/// <summary>What staff keep with an application.</summary>
internal sealed class ApplicationScreeningConfiguration : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> application)
    {
        application.Ignore(a => a.OpenInfoRequest);
        application.Property(a => a.IneligibleCode).HasMaxLength(IneligibilityReason.MaxCodeLength);
        application.HasIndex(a => a.AssigneeId);
        application.HasIndex(a => a.SubmittedAt);
        application
            .HasOne<Account>()
            .WithMany()
            .HasForeignKey(a => a.AssigneeId)
            .OnDelete(DeleteBehavior.Restrict);
        application
            .HasMany(a => a.Flags)
            .WithOne()
            .HasForeignKey("ApplicationId")
            .OnDelete(DeleteBehavior.Cascade);
        application
            .HasMany(a => a.Notes)
            .WithOne()
            .HasForeignKey("ApplicationId")
            .OnDelete(DeleteBehavior.Cascade);
        application
            .HasMany(a => a.InfoRequests)
            .WithOne()
            .HasForeignKey("ApplicationId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ApplicationFlagConfiguration : IEntityTypeConfiguration<ApplicationFlag>
{
    public void Configure(EntityTypeBuilder<ApplicationFlag> flag)
    {
        flag.Property<Guid>("ApplicationId");
        flag.ToTable("ApplicationFlags");
        flag.Property(f => f.Text).HasMaxLength(ApplicationFlag.MaxTextLength);
        flag.Property(f => f.Resolution).HasMaxLength(ApplicationFlag.MaxTextLength);
        flag.Property(f => f.RaisedByName).HasMaxLength(200);
        flag.Property(f => f.ResolvedByName).HasMaxLength(200);
        flag.Ignore(f => f.IsOpen);
        flag.HasIndex("ApplicationId", nameof(ApplicationFlag.ResolvedAt));
    }
}

internal sealed class InternalNoteConfiguration : IEntityTypeConfiguration<InternalNote>
{
    public void Configure(EntityTypeBuilder<InternalNote> note)
    {
        note.Property<Guid>("ApplicationId");
        note.ToTable("InternalNotes");
        note.Property(n => n.Text).HasMaxLength(-1);
        note.Property(n => n.WrittenByName).HasMaxLength(200);
    }
}

internal sealed class InfoRequestConfiguration : IEntityTypeConfiguration<InfoRequest>
{
    public void Configure(EntityTypeBuilder<InfoRequest> request)
    {
        request.Property<Guid>("ApplicationId");
        request.ToTable("InfoRequests");
        request.PrimitiveCollection(r => r.Sections).HasMaxLength(-1);
        request.Property(r => r.Message).HasMaxLength(-1);
        request.Property(r => r.AskedByName).HasMaxLength(200);
        request.Property(r => r.EndedByName).HasMaxLength(200);
        request.Ignore(r => r.IsOpen);
        request.Ignore(r => r.IsLate);
    }
}

internal sealed class ScreeningChecklistConfiguration : IEntityTypeConfiguration<ScreeningChecklist>
{
    public void Configure(EntityTypeBuilder<ScreeningChecklist> checklist)
    {
        checklist.ToTable("ScreeningChecklists");
        checklist.HasIndex(c => c.ApplicationId).IsUnique();
        checklist
            .HasOne<Application>()
            .WithMany()
            .HasForeignKey(c => c.ApplicationId)
            .OnDelete(DeleteBehavior.Cascade);
        checklist
            .HasOne<FormVersion>()
            .WithMany()
            .HasForeignKey(c => c.FormVersionId)
            .OnDelete(DeleteBehavior.Restrict);
        checklist
            .HasMany(c => c.Answers)
            .WithOne()
            .HasForeignKey("ChecklistId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChecklistAnswerConfiguration : IEntityTypeConfiguration<ChecklistAnswer>
{
    public void Configure(EntityTypeBuilder<ChecklistAnswer> answer)
    {
        answer.Property<Guid>("ChecklistId");
        answer.ToTable("ChecklistAnswers");
        answer.HasKey("ChecklistId", nameof(ChecklistAnswer.QuestionKey));
        answer.Property(a => a.QuestionKey).HasMaxLength(100);
        answer.Property(a => a.Value).HasMaxLength(-1);
        answer.Property(a => a.Version).IsConcurrencyToken();
        answer.Property(a => a.SavedByName).HasMaxLength(200);
    }
}

using Grants.Domain.Accounts;
using Grants.Domain.Applications;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Files;
using Grants.Domain.Programs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class AwardConfiguration : IEntityTypeConfiguration<Award>
{
    public void Configure(EntityTypeBuilder<Award> award)
    {
        award.Property(a => a.Number).HasMaxLength(40);
        award.HasIndex(a => a.Number).IsUnique();
        award.Property(a => a.Title).HasMaxLength(Application.MaxTitleLength);
        award.Property(a => a.PublicSummary).HasMaxLength(-1);
        award.Property(a => a.Conditions).HasMaxLength(4000);
        award.Property(a => a.SignerName).HasMaxLength(200);
        award.Property(a => a.CountersignerName).HasMaxLength(200);
        award.Ignore(a => a.Letter);
        // One award per application.
        award.HasIndex(a => a.ApplicationId).IsUnique();
        award
            .HasOne<Application>()
            .WithMany()
            .HasForeignKey(a => a.ApplicationId)
            .OnDelete(DeleteBehavior.Restrict);
        award
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(a => a.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
        award
            .HasOne<Call>()
            .WithMany()
            .HasForeignKey(a => a.CallId)
            .OnDelete(DeleteBehavior.Restrict);
        award
            .HasOne<Fund>()
            .WithMany()
            .HasForeignKey(a => a.FundId)
            .OnDelete(DeleteBehavior.Restrict);
        award
            .HasMany(a => a.Letters)
            .WithOne()
            .HasForeignKey("AwardId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AwardLetterConfiguration : IEntityTypeConfiguration<AwardLetter>
{
    public void Configure(EntityTypeBuilder<AwardLetter> letter)
    {
        letter.Property<Guid>("AwardId");
        letter.ToTable("AwardLetters");
        letter.Property(l => l.Sha256).HasMaxLength(64);
        letter.Property(l => l.MergedData).HasMaxLength(-1);
        letter.Property(l => l.PreparedByName).HasMaxLength(200);
        letter.Property(l => l.ApprovedByName).HasMaxLength(200);
        letter.HasIndex("AwardId", nameof(AwardLetter.Number)).IsUnique();
        letter
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(l => l.FileId)
            .OnDelete(DeleteBehavior.Restrict);
        letter.Property(l => l.SignedCopySha256).HasMaxLength(64);
        letter
            .HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(l => l.SignedCopyId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TrancheConfiguration : IEntityTypeConfiguration<Tranche>
{
    public void Configure(EntityTypeBuilder<Tranche> tranche)
    {
        tranche.HasIndex(t => new { t.AwardId, t.Number }).IsUnique();
        tranche.HasIndex(t => t.Status);
        tranche.HasIndex(t => t.ExportBatch);
        tranche.Property(t => t.RequestedByName).HasMaxLength(200);
        tranche.Property(t => t.ApprovedByName).HasMaxLength(200);
        tranche.Property(t => t.ExportBatch).HasMaxLength(100);
        tranche.Property(t => t.PaymentReference).HasMaxLength(200);
        tranche
            .HasOne<Award>()
            .WithMany()
            .HasForeignKey(t => t.AwardId)
            .OnDelete(DeleteBehavior.Restrict);
        tranche
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(t => t.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
        tranche
            .HasMany(t => t.Conditions)
            .WithOne()
            .HasForeignKey("TrancheId")
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TrancheConditionConfiguration : IEntityTypeConfiguration<TrancheCondition>
{
    public void Configure(EntityTypeBuilder<TrancheCondition> condition)
    {
        condition.ToTable("TrancheConditions");
        condition
            .HasOne<Deliverable>()
            .WithMany()
            .HasForeignKey(c => c.DeliverableId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

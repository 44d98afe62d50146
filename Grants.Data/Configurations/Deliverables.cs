using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Files;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Inspection.Sheets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Grants.Data.Configurations;

internal sealed class DeliverableConfiguration : IEntityTypeConfiguration<Deliverable>
{
    public void Configure(EntityTypeBuilder<Deliverable> deliverable)
    {
        deliverable.Property(d => d.Code).HasMaxLength(10);
        deliverable.Property(d => d.Title).HasMaxLength(200);
        deliverable.Property(d => d.Description).HasMaxLength(2000);
        deliverable.Property(d => d.AcceptedUnits).HasPrecision(12, 2);
        deliverable.HasIndex(d => new { d.AwardId, d.Code }).IsUnique();
        deliverable.HasIndex(d => d.Status);
        deliverable
            .HasOne<Award>()
            .WithMany()
            .HasForeignKey(d => d.AwardId)
            .OnDelete(DeleteBehavior.Restrict);
        deliverable
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(d => d.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MaterialLineConfiguration : IEntityTypeConfiguration<MaterialLine>
{
    public void Configure(EntityTypeBuilder<MaterialLine> line)
    {
        line.ToTable("MaterialLines");
        line.Property(l => l.Material).HasMaxLength(100);
        line.Property(l => l.Unit).HasMaxLength(40);
        line.HasIndex(l => new { l.DeliverableId, l.Number }).IsUnique();
        line.HasOne<Deliverable>()
            .WithMany(d => d.Materials)
            .HasForeignKey(l => l.DeliverableId)
            .OnDelete(DeleteBehavior.Cascade);
        line.HasOne<ProfileVersion>()
            .WithMany()
            .HasForeignKey(l => l.ProfileVersionId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BatchConfiguration : IEntityTypeConfiguration<Batch>
{
    public void Configure(EntityTypeBuilder<Batch> batch)
    {
        batch.Property(b => b.ReturnReason).HasMaxLength(4000);
        batch.HasIndex(b => new { b.DeliverableId, b.Number }).IsUnique();
        batch.HasIndex(b => b.AwardId);
        batch.HasIndex(b => b.AcceptedAt);
        batch
            .HasOne<Deliverable>()
            .WithMany()
            .HasForeignKey(b => b.DeliverableId)
            .OnDelete(DeleteBehavior.Restrict);
        batch
            .HasOne<Award>()
            .WithMany()
            .HasForeignKey(b => b.AwardId)
            .OnDelete(DeleteBehavior.Restrict);
        batch
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(b => b.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BatchFileConfiguration : IEntityTypeConfiguration<BatchFile>
{
    public void Configure(EntityTypeBuilder<BatchFile> file)
    {
        file.ToTable("BatchFiles");
        file.Property(f => f.Name).HasMaxLength(StoredFile.MaxNameLength);
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.Property(f => f.Format).HasMaxLength(100);
        file.Property(f => f.SenderStamp).HasMaxLength(BatchFile.MaxStampLength);
        file.Property(f => f.ProvedBy).HasMaxLength(400);
        file.Property(f => f.FixityProblem).HasMaxLength(40);
        file.Property(f => f.Facts).HasMaxLength(BatchFile.MaxFactsLength);
        file.Property(f => f.KeptAt).HasMaxLength(BatchFile.MaxPlaceLength);
        file.HasIndex(f => new { f.BatchId, f.Name }).IsUnique();
        file.HasIndex(f => f.Sha256);
        file.HasIndex(f => f.FixityAt);
        file.HasIndex(f => f.FixityProblem);
        // With the size, so that what an award takes is summed in the index: it is asked before each file.
        file.HasIndex(f => new
        {
            f.BatchId,
            f.Sha256,
            f.Size,
        });
        file.HasOne<Batch>()
            .WithMany()
            .HasForeignKey(f => f.BatchId)
            .OnDelete(DeleteBehavior.Cascade);
        file.HasOne<StoredFile>()
            .WithMany()
            .HasForeignKey(f => f.StoredFileId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BatchItemConfiguration : IEntityTypeConfiguration<BatchItem>
{
    public void Configure(EntityTypeBuilder<BatchItem> item)
    {
        item.ToTable("BatchItems");
        item.Property(i => i.Identifier).HasMaxLength(200);
        item.Property(i => i.Title).HasMaxLength(500);
        item.Property(i => i.FieldsJson).HasMaxLength(-1);
        item.Property(i => i.Material).HasMaxLength(100);
        item.Property(i => i.Units).HasPrecision(12, 2);
        item.HasIndex(i => new { i.BatchId, i.Row }).IsUnique();
        item.HasIndex(i => new { i.BatchId, i.Identifier });
        item.HasOne<MaterialLine>()
            .WithMany()
            .HasForeignKey(i => i.MaterialLineId)
            .OnDelete(DeleteBehavior.Restrict);
        item.HasOne<Batch>()
            .WithMany()
            .HasForeignKey(i => i.BatchId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class BatchFindingConfiguration : IEntityTypeConfiguration<BatchFinding>
{
    public void Configure(EntityTypeBuilder<BatchFinding> finding)
    {
        finding.ToTable("BatchFindings");
        finding.Property(f => f.Code).HasMaxLength(60);
        finding.Property(f => f.Message).HasMaxLength(2000);
        finding.Property(f => f.Expected).HasMaxLength(2000);
        finding.Property(f => f.Found).HasMaxLength(2000);
        finding.HasIndex(f => new { f.BatchId, f.Severity });
        finding
            .HasOne<Batch>()
            .WithMany()
            .HasForeignKey(f => f.BatchId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SheetEditConfiguration : IEntityTypeConfiguration<SheetEdit>
{
    public void Configure(EntityTypeBuilder<SheetEdit> edit)
    {
        edit.ToTable("SheetEdits");
        edit.Property(e => e.Text).HasMaxLength(-1);
        edit.Property(e => e.Was).HasMaxLength(-1);
        edit.HasIndex(e => e.BatchFileId);
        edit.HasOne<BatchFile>()
            .WithMany()
            .HasForeignKey(e => e.BatchFileId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SheetHeadingConfiguration : IEntityTypeConfiguration<SheetHeading>
{
    public void Configure(EntityTypeBuilder<SheetHeading> heading)
    {
        heading.ToTable("SheetHeadings");
        heading.Property(h => h.Heading).HasMaxLength(MetadataProfile.MaxHeading);
        heading.Property(h => h.Field).HasMaxLength(Conventions.Code).IsConcurrencyToken();
        heading.HasIndex(h => new { h.OrganizationId, h.Heading }).IsUnique();
        heading
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(h => h.OrganizationId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PreservationEventConfiguration : IEntityTypeConfiguration<PreservationEvent>
{
    public void Configure(EntityTypeBuilder<PreservationEvent> entry)
    {
        entry.ToTable("PreservationEvents");
        entry.Property(e => e.Type).HasMaxLength(60);
        entry.Property(e => e.Agent).HasMaxLength(200);
        entry.Property(e => e.Outcome).HasMaxLength(20);
        entry.Property(e => e.Detail).HasMaxLength(4000);
        entry.HasIndex(e => new { e.BatchId, e.At });
        entry
            .HasOne<Batch>()
            .WithMany()
            .HasForeignKey(e => e.BatchId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class QualityControlConfiguration : IEntityTypeConfiguration<QualityControl>
{
    public void Configure(EntityTypeBuilder<QualityControl> control)
    {
        control.Property(c => c.BeganBy).HasMaxLength(200);
        control.HasIndex(c => c.BatchId).IsUnique();
        control
            .HasOne<Batch>()
            .WithMany()
            .HasForeignKey(c => c.BatchId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SampledItemConfiguration : IEntityTypeConfiguration<SampledItem>
{
    public void Configure(EntityTypeBuilder<SampledItem> item)
    {
        item.Property(i => i.Material).HasMaxLength(100);
        item.Property(i => i.JudgedBy).HasMaxLength(200);
        item.HasIndex(i => new { i.QualityControlId, i.Number }).IsUnique();
        item.HasIndex(i => new { i.QualityControlId, i.Verdict });
        item.HasOne<QualityControl>()
            .WithMany()
            .HasForeignKey(i => i.QualityControlId)
            .OnDelete(DeleteBehavior.Cascade);
        item.HasOne<BatchItem>()
            .WithMany()
            .HasForeignKey(i => i.BatchItemId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DefectConfiguration : IEntityTypeConfiguration<Defect>
{
    public void Configure(EntityTypeBuilder<Defect> defect)
    {
        defect.ToTable("Defects");
        defect.Property(d => d.Note).HasMaxLength(1000);
        defect.OwnsOne(d => d.Mark);
        defect
            .HasOne<SampledItem>()
            .WithMany(i => i.Defects)
            .HasForeignKey(d => d.SampledItemId)
            .OnDelete(DeleteBehavior.Cascade);
        defect
            .HasOne<BatchFile>()
            .WithMany()
            .HasForeignKey(d => d.FileId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

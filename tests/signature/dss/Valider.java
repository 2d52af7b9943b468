import eu.europa.esig.dss.enumerations.Indication;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import java.io.File;

/**
 * What EU DSS, the reference validator of the eIDAS regulation, says of each signature of a PDF.
 *
 * <p>Run with {@code java -cp 'jars/*' Valider.java authority.pem revoked.crl contract.pdf}: one line a signature, with its
 * indication, its sub-indication, its format and its signer, then why it is not passed. The only anchor is the authority
 * given, with its list of revoked certificates; the network is never used.
 */
public final class Valider {
    private Valider() {}

    public static void main(String[] arguments) throws Exception {
        CommonTrustedCertificateSource ancres = new CommonTrustedCertificateSource();
        ancres.addCertificate(DSSUtils.loadCertificate(new File(arguments[0])));
        CommonCertificateVerifier verificateur = new CommonCertificateVerifier();
        verificateur.setTrustedCertSources(ancres);
        verificateur.setCrlSource(new ExternalResourcesCRLSource(new FileDocument(arguments[1])));
        SignedDocumentValidator validateur = SignedDocumentValidator.fromDocument(new FileDocument(arguments[2]));
        validateur.setCertificateVerifier(verificateur);
        Reports rapports = validateur.validateDocument();
        SimpleReport rapport = rapports.getSimpleReport();
        boolean justes = true;
        for (String signature : rapport.getSignatureIdList()) {
            Indication indication = rapport.getIndication(signature);
            justes &= indication == Indication.TOTAL_PASSED;
            System.out.println(
                indication + " " + rapport.getSubIndication(signature) + " " + rapport.getSignatureFormat(signature)
                    + " " + rapport.getSignedBy(signature));
            rapport.getAdESValidationErrors(signature).forEach(m -> System.out.println("  " + m.getValue()));
        }
        System.exit(justes ? 0 : 1);
    }
}
